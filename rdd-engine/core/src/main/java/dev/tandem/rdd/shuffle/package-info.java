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
 *
 * <p>To be read in this order: {@code Shuffle} and {@code KeyGrouping} (what both sides agree on),
 * {@code Partitioning} (where keys go: what a narrow join is decided by), {@code ShuffleWriter} and
 * {@code CombiningWriter}, {@code Columns} and {@code Bucket} (what is handed over), {@code
 * ShuffleStore}, {@code Grouper} and {@code HashingGrouper}. The rest are their parts. Names that
 * are near each other:
 *
 * <ul>
 *   <li>A <i>table</i> is a hash table: {@code KeyTable} finds the slot of a key; the three of
 *       {@code AggregationTable} keep an accumulator there, {@code GroupTable} a chain of values.
 *       {@code Slots} is how such a table is read out, {@code Homes} where its probes begin.
 *   <li>{@code Partitioning} says how records are placed, {@code Placement} does it.
 *   <li>A {@code Cell} is an accumulator that fits into 64 bits; {@code Columns} of cells hold no
 *       objects.
 *   <li>A {@code Feed} fills a table in batches on the map side, an {@code Intake} takes whole
 *       columns on the reduce side.
 *   <li>A <i>run</i> is a sorted file, as in the MapReduce engine; elsewhere it is a program that
 *       is being executed.
 * </ul>
 */
package dev.tandem.rdd.shuffle;
