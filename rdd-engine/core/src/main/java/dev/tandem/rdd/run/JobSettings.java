package dev.tandem.rdd.run;

import dev.tandem.cluster.Pool;

/**
 * What a program says of its next jobs: Spark's local properties {@code spark.job.description},
 * {@code spark.jobGroup.id} and {@code spark.scheduler.pool}.
 *
 * @param description for people; null for the name of the action
 * @param group jobs that are cancelled together; null for none
 * @param pool the name of the pool; null for the default one. Pools that are not listed have weight
 *     1 and no minimum
 */
public record JobSettings(String description, String group, String pool) {
  /** Nothing is said. */
  public static final JobSettings NONE = new JobSettings(null, null, null);

  /** With another {@link #description}. */
  public JobSettings withDescription(String text) {
    return new JobSettings(text, group, pool);
  }

  /** With another {@link #group}. */
  public JobSettings withGroup(String id) {
    return new JobSettings(description, id, pool);
  }

  /** With another {@link #pool}. */
  public JobSettings withPool(String name) {
    return new JobSettings(description, group, name);
  }

  String poolName() {
    return pool == null ? Pool.DEFAULT.name() : pool;
  }
}
