package dev.tandem.mapreduce.explain.history;

/**
 * When the parts of a reduce task ended: Hadoop's {@code shuffleFinishTime} and {@code
 * sortFinishTime}.
 *
 * @param shuffledMillis when it had its share of all map outputs, milliseconds since 1970; where
 *     these are merged in place, when it began
 * @param sortedMillis when no more than one merge was left, that out of which it reduces
 */
public record ReduceTimes(long shuffledMillis, long sortedMillis) {}
