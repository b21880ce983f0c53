package dev.tandem.rdd.run;

import dev.tandem.cluster.Pool;
import java.util.HashMap;
import java.util.Map;

/**
 * No twin of JobSettings of the MapReduce engine: a job here is one action of a program, there all
 * of it.
 *
 * <p>What a program says of its next jobs: Spark's local properties, which tasks can ask for. Three
 * of them mean something to the engine.
 *
 * @param properties by name
 */
public record JobSettings(Map<String, String> properties) {
  /** For people; the name of the action unless it is said. */
  public static final String DESCRIPTION = "spark.job.description";

  /** Jobs that are cancelled together. */
  public static final String GROUP = "spark.jobGroup.id";

  /** The name of a pool: one that is not listed has weight 1 and no minimum. */
  public static final String POOL = "spark.scheduler.pool";

  /** Nothing is said. */
  public static final JobSettings NONE = new JobSettings(Map.of());

  /** Copies the map. */
  public JobSettings {
    properties = Map.copyOf(properties);
  }

  /** With one property more, or another value of it. */
  public JobSettings with(String name, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(name, value);
    return new JobSettings(more);
  }

  /** The {@link #DESCRIPTION}, or null. */
  public String description() {
    return properties.get(DESCRIPTION);
  }

  /** The {@link #GROUP}, or null. */
  public String group() {
    return properties.get(GROUP);
  }

  String poolName() {
    return properties.getOrDefault(POOL, Pool.DEFAULT.name());
  }
}
