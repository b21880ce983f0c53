/**
 * Makes again what was lost. A map output lies on the disk of one node: when that node goes, or a
 * file is damaged, the map tasks that wrote what is still wanted run once more, and nothing else.
 * Finished reduce tasks have left the node with their output and are not affected.
 *
 * <p>It is one class, {@link dev.tandem.mapreduce.recover.MapOutputs}: it knows where each map
 * output is, hears of a reduce task that could not read one (the cluster's {@code FetchFailure}),
 * and finds out whether a map task that runs again gives what it gave before. Trying a failed task
 * again needs nothing of this: that is the cluster's business. What a round has left in {@code
 * store} is never lost.
 */
package dev.tandem.mapreduce.recover;
