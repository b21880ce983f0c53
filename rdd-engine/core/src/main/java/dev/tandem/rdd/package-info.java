/**
 * The RDD engine: plans become a lineage of immutable partitioned collections, cut into stages at
 * shuffles; what is between two stages is in memory as long as it fits (Zaharia et al., "Resilient
 * Distributed Datasets", NSDI 2012; names and rules are Spark's).
 *
 * <p>Read the packages in this order:
 *
 * <ol>
 *   <li>{@code lineage}: what an RDD is, and what it depends on. This package alone has no twin;
 *   <li>{@code plan}: what is computed becomes RDDs, and the lineage is cut into stages;
 *   <li>{@code run}: a stage becomes tasks, one for each partition, if what it makes is not there;
 *   <li>{@code shuffle}: what a map-side task emits is combined in hash tables and handed over;
 *   <li>{@code store}: the memory, and the partitions that are kept in it;
 *   <li>{@code recover}: what was lost is computed again from the lineage;
 *   <li>{@code explain}: what it all looks like from outside.
 * </ol>
 *
 * {@code api} is the way in for those who write against RDDs by hand. The MapReduce engine has
 * packages of the same names; a file that has a twin there says so in its first sentence.
 */
package dev.tandem.rdd;
