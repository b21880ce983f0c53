/**
 * What happened in a run, kept in a file after it: Hadoop's job history. {@code HistoryWriter}
 * makes {@code HistoryEvent}s of the report of a run, {@code JobHistory} writes them to a file and
 * reads them back, {@code HistorySummary} tells them in short.
 */
package dev.tandem.mapreduce.explain.history;
