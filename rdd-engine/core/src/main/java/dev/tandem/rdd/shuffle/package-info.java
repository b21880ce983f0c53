/**
 * Both sides of a shuffle. Where MapReduce sorts every record, records are only hashed here, unless
 * somebody asks for an order; where MapReduce writes files, references are handed over.
 *
 * <p>Follow a record: {@link dev.tandem.rdd.shuffle.ShuffleWriter} takes it at the end of a
 * map-side task. {@code CombiningWriter} folds it into the accumulator of its key ({@code
 * NumberTable} where that is a number, {@code ObjectTable} else); {@code PlainWriter} lets it pass.
 * What is left goes into a {@code Bucket} for each partition, on the heap while the budget lasts
 * and else in a file, and {@link dev.tandem.rdd.shuffle.ShuffleStore} publishes it. On the other
 * side a {@link dev.tandem.rdd.shuffle.Grouper} takes in its partition of all outputs: accumulators
 * are merged, values are chained under their keys, or records are sorted where that was asked for.
 * Whoever runs out of memory on the way writes sorted runs ({@code SortedRuns}) and reads their
 * merge.
 */
package dev.tandem.rdd.shuffle;
