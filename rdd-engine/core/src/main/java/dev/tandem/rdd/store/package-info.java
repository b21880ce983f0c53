/**
 * The memory of a run: its budget ({@link dev.tandem.rdd.store.MemoryManager}, unified as in
 * Spark), and the partitions that are kept, in it or in files ({@link
 * dev.tandem.rdd.store.PartitionStore}). What the MapReduce engine's {@code store} keeps in files
 * is kept here as references, and may be dropped: the lineage can make it again.
 *
 * <p>Follow a partition that is kept: its {@link dev.tandem.rdd.store.StorageLevel} says how; while
 * it is computed a {@code BlockBuilder} passes each record on and fills a {@code BlockSink}, which
 * gives a {@code Block} of objects, of bytes or in a file; {@code BlockMap} knows which blocks
 * there are and which was used last. When memory is asked for, {@code PartitionStore} evicts the
 * oldest: it becomes a file if its level has files, else nothing. {@link
 * dev.tandem.rdd.store.TaskResources} is what a task may use of all this.
 */
package dev.tandem.rdd.store;
