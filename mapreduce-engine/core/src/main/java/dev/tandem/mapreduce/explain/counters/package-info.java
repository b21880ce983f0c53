/**
 * Hadoop's counters: what its users look at first. {@code TaskCounter}, {@code JobCounter} and
 * {@code FileSystemCounter} are their names; {@code TaskCounters} is what one task has counted,
 * {@code RoundCounters} what a round has, {@code CounterText} how Hadoop prints it.
 */
package dev.tandem.mapreduce.explain.counters;
