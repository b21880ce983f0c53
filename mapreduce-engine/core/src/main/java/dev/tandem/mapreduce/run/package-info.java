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
 *
 * <p>In the order of a round: {@code Slices} cuts its inputs into {@code Slice}s, {@code
 * BoundsSample} finds the bounds if it sorts, {@code MapTask}s and {@code ReduceTask}s run under
 * the policies of {@code SchedulingSettings}, {@code TaskOutputs} takes what leaves the round,
 * {@code TaskResult} is what the driver hears. A name with <i>Feed</i> pushes: {@code InputFeed}
 * calls the steps with each record. <i>Records</i>, <i>Groups</i> and <i>Loop</i> pull: {@code
 * SplitRecords} and {@code PartitionGroups} are asked by a function that was written as a loop. So
 * bad records ({@code BadRecords}) are left out by {@code SkippingFeed} here and by {@code
 * SkippingLoop} there.
 */
package dev.tandem.mapreduce.run;
