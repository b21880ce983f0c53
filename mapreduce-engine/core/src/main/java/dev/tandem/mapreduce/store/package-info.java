/**
 * Results that rounds leave in files for later rounds, in partitions that keep their order: what
 * the RDD engine's {@code store} keeps in memory. A result that nobody will read again is deleted.
 *
 * <p>A task fills a {@link dev.tandem.mapreduce.store.ResultWriter} for each partition; once all
 * tasks are committed the driver adds their files to the {@link
 * dev.tandem.mapreduce.store.ResultStore} as one {@link dev.tandem.mapreduce.store.StoredResult}.
 * Which results are kept was decided by {@code KeepResults} when the plan was made.
 */
package dev.tandem.mapreduce.store;
