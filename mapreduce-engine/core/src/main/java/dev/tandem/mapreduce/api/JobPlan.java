package dev.tandem.mapreduce.api;

import java.util.List;
import java.util.Map;

/**
 * What the tasks of a job know of it.
 *
 * @param id of the job
 * @param name of the job
 * @param configuration to be copied
 * @param reduces how many reduce tasks there are
 * @param cacheFiles as they were added
 * @param cacheArchives as they were added
 * @param cache copies them to the nodes
 * @param outputFormat of the output
 * @param namedOutputs formats of the outputs beside it, by name
 * @param counters names of the job's own counters
 */
record JobPlan(
    String id,
    String name,
    Configuration configuration,
    int reduces,
    List<String> cacheFiles,
    List<String> cacheArchives,
    CacheFiles cache,
    OutputFormat<?, ?> outputFormat,
    Map<String, OutputFormat<?, ?>> namedOutputs,
    CounterNames counters) {}
