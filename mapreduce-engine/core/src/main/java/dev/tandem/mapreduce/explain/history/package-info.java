/** What happened in a run, kept in a file after it: Hadoop's job history. */
package dev.tandem.mapreduce.explain.history;
