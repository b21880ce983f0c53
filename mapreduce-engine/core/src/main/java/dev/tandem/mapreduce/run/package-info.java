/**
 * Runs rounds, one after the other: each reads the files of those before.
 *
 * <p>{@link dev.tandem.mapreduce.run.RoundRunner} runs the two phases of a round on the slots of
 * the cluster. A map task ({@code MapTask}) reads one slice of the input through the map function
 * into the sort buffer and leaves one sorted file on its node's disk. A reduce task ({@code
 * ReduceTask}) takes its partition out of all those files, merges them, and hands the groups to the
 * reduce function. In a round without a shuffle the map tasks write the output themselves. Trying
 * again, time-outs, speculation and commits are the cluster's business and the same for every
 * engine.
 */
package dev.tandem.mapreduce.run;
