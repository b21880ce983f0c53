/**
 * Results that rounds leave in files for later rounds, in partitions that keep their order: what
 * the RDD engine's {@code store} keeps in memory. A result that nobody will read again is deleted.
 */
package dev.tandem.mapreduce.store;
