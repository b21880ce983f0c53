/**
 * The MapReduce engine: plans become rounds of map, sort and reduce, and between rounds there is
 * nothing but files (Dean and Ghemawat, "MapReduce: Simplified Data Processing on Large Clusters",
 * OSDI 2004; names, defaults and formulas are Hadoop's).
 *
 * <p>Read the packages in this order, and you have followed a record through the engine:
 *
 * <ol>
 *   <li>{@code plan}: what is computed becomes rounds;
 *   <li>{@code run}: a round becomes map tasks and reduce tasks;
 *   <li>{@code shuffle}: what a map task emits is sorted, spilled, merged, fetched, and grouped for
 *       a reduce task;
 *   <li>{@code store}: what one round leaves in files for the next;
 *   <li>{@code recover}: what was lost is made again;
 *   <li>{@code explain}: what it all looks like from outside: plans, Hadoop's counters, the
 *       history.
 * </ol>
 *
 * {@code api} is the way in for those who write map and reduce by hand. The RDD engine has packages
 * of the same names; a file that has a twin there says so in its first sentence.
 */
package dev.tandem.mapreduce;
