package dev.tandem.mapreduce.run;

import dev.tandem.contract.io.Split;
import dev.tandem.mapreduce.plan.MapInput;

/**
 * What one map task reads.
 *
 * @param task the number of the task in its round
 * @param input the round's input that it is a part of
 * @param index the number of the slice in that input
 * @param split the slice of a source; null for a partition of stored results
 */
public record Slice(int task, MapInput input, int index, Split split) {}
