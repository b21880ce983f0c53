package dev.tandem.mapreduce.api;

import java.util.List;

/**
 * What the tasks of a job know of it.
 *
 * @param id of the job
 * @param name of the job
 * @param configuration to be copied
 * @param reduces how many reduce tasks there are
 * @param cacheFiles as they were added
 * @param cache copies them to the nodes
 * @param counters names of the job's own counters
 */
record JobPlan(
    String id,
    String name,
    Configuration configuration,
    int reduces,
    List<String> cacheFiles,
    CacheFiles cache,
    CounterNames counters) {}
