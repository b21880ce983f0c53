package dev.tandem.rdd.lineage;

import java.util.Map;

/**
 * What a task can tell user code of its stage and of the job that runs it.
 *
 * @param attempt how often the stage has begun again
 * @param partitions of the last RDD of the stage; not all of them need have a task
 * @param properties what the program has said of the job
 */
public record StageFacts(int attempt, int partitions, Map<String, String> properties) {}
