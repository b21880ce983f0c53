package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Node;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.shuffle.Run;
import java.util.Map;

/**
 * What a task tells the driver.
 *
 * @param node where it ran
 * @param mapOutput its sorted run on that node; null at the end of a round
 * @param print the fingerprint of that run, or that it is unknown
 * @param kept the files that it wrote for later rounds, by id of the operation
 * @param counters what it counted
 */
record TaskResult(
    Node node, Run mapOutput, long print, Map<Integer, Run> kept, TaskCounters counters) {}
