/**
 * The memory of a run: its budget ({@link dev.tandem.rdd.store.MemoryManager}, unified as in
 * Spark), and the partitions that are kept, in it or in files ({@link
 * dev.tandem.rdd.store.PartitionStore}). What the MapReduce engine's {@code store} keeps in files
 * is kept here as references, and may be dropped: the lineage can make it again.
 */
package dev.tandem.rdd.store;
