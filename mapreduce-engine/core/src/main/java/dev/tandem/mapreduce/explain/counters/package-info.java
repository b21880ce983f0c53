/** Hadoop's counters: what its users look at first. */
package dev.tandem.mapreduce.explain.counters;
