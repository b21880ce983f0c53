/**
 * Hadoop's programming model, for those who want to write map and reduce by hand: the same names,
 * the same semantics, with ordinary values in the place of Writables. Start with {@link
 * dev.tandem.mapreduce.api.MapReduceJob}, then {@link dev.tandem.mapreduce.api.Mapper} and {@link
 * dev.tandem.mapreduce.api.Reducer}; {@code lib} holds more formats, chains, samplers and graphs of
 * jobs, {@code testkit} tests what was written on a few records. A job becomes one {@link
 * dev.tandem.mapreduce.plan.Round} ({@code JobRun}), run by the same engine as planned ones: {@code
 * MapRunner} and {@code ReduceRunner} are the loops of its tasks.
 */
package dev.tandem.mapreduce.api;
