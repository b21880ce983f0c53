package dev.tandem.mapreduce.explain.history;

/**
 * When the parts of a reduce task ended: Hadoop's {@code shuffleFinishTime} and {@code
 * sortFinishTime}, by the clock of the run, which also dates when the attempt began and ended.
 *
 * @param shuffledMillis when it had its share of all map outputs, milliseconds since the run began;
 *     where these are merged in place, when it began to fetch
 * @param sortedMillis when no more than one merge was left, that out of which it reduces
 */
public record ReduceTimes(long shuffledMillis, long sortedMillis) {}
