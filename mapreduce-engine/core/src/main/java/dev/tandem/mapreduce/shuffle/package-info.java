/**
 * From the map function to the reduce function: the heart of MapReduce. Records are bytes here, and
 * they are compared as bytes.
 *
 * <p>Follow a record: {@link dev.tandem.mapreduce.shuffle.MapOutput} takes it from the map
 * function. {@code SortBuffer} holds it until the buffer is full; then {@code WordSort} sorts by
 * partition and key, looking at eight bytes of each key before it looks at the rest, {@code Fold}
 * combines values of equal keys, and {@code SpillWriter} writes a sorted run. {@code MergePlan}
 * says which runs are merged when there are more than {@code io.sort.factor}, by Hadoop's formula;
 * {@code Merger} and {@code Merge} do it, so that a map task ends with one run, a segment for each
 * partition. On the other side {@link dev.tandem.mapreduce.shuffle.Fetch} takes the segments of its
 * partition, where they lie or copied ({@code IndexFile} says where a partition stands, {@code
 * Copier} and {@code CopiedRuns} are Hadoop's shuffle with its thresholds), and {@code Groups}
 * reads their merge as keys with values, a single pass that holds one record.
 *
 * <p>To be read in this order: {@code Shuffle} (what both sides agree on), {@code KeyLayout} and
 * {@code Slots} (how a record lies in memory), {@code SortBuffer}, {@code WordSort}, {@code
 * MapOutput}, then {@code MergePlan}, {@code Merge} and {@code Fetch}, then {@code Groups}. The
 * rest are their parts. Names that are near each other:
 *
 * <ul>
 *   <li>A <i>slot</i> is an entry of the accounting here, 16 bytes for each record, Hadoop's {@code
 *       kvmeta}; elsewhere it is a place on a node where a task runs.
 *   <li>A <i>run</i> is a sorted file here; elsewhere it is a job that is being executed. {@code
 *       Run} says where such a file and its segments are; {@code RunFile} is how one is written;
 *       {@code MapRuns} are all map outputs of a round, as reduce tasks see them; {@code
 *       CopiedRuns} are those that one reduce task has copied.
 *   <li>{@code Merge} is the merge itself, record by record; {@code MergedRuns} is the {@code
 *       RunFile} that it fills; {@code Merger} does it pass after pass, until few enough runs are
 *       left; {@code MergePlan} says how many each pass takes.
 * </ul>
 *
 * <p>Every part can be used without a task: a buffer of a kilobyte and a merge of two show all that
 * happens to a terabyte.
 */
package dev.tandem.mapreduce.shuffle;
