package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.run.JobHandle;
import dev.tandem.rdd.run.JobListener;
import dev.tandem.rdd.run.JobRunner;
import dev.tandem.rdd.run.JobSettings;
import dev.tandem.rdd.run.TaskEnding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/**
 * The jobs of a context: what a thread says of those that it is going to start, and how they are
 * stopped. Threads inherit what the thread that starts them has said, as in Spark.
 */
final class Jobs implements JobListener {
  private static final String TAGS = "spark.job.tags";

  private final JobRunner runner;
  private final Events events;
  private final ResultLimit limit;
  private final Set<String> cancelledGroups = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("ThreadLocalUsage") // what is said to one context is not said to another
  private final ThreadLocal<Map<String, String>> properties =
      new InheritableThreadLocal<>() {
        @Override
        protected Map<String, String> childValue(Map<String, String> parent) {
          return parent == null ? null : new HashMap<>(parent);
        }

        @Override
        protected Map<String, String> initialValue() {
          return new HashMap<>();
        }
      };

  Jobs(JobRunner runner, Events events, ResultLimit limit) {
    this.runner = runner;
    this.events = events;
    this.limit = limit;
    runner.listen(this);
  }

  <R> List<R> run(String action, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    checkPartitions(action, rdd.partitions(), partitions);
    return runner.run(
        new JobSettings(properties.get()), action, rdd, partitions, limit.limit(action, ending));
  }

  /** What is no partition may have records nevertheless: a range goes on in both directions. */
  private static void checkPartitions(String action, int all, List<Integer> partitions) {
    for (int partition : partitions) {
      if (partition < 0 || partition >= all) {
        throw new IllegalArgumentException(
            action
                + ": there is no partition "
                + partition
                + "; the RDD has "
                + all
                + ", which are numbered from 0");
      }
    }
  }

  <R> JobHandle<R> submit(
      String action,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    JobSettings settings = new JobSettings(properties.get());
    return runner.submit(settings, action, rdd, partitions, limit.limit(action, ending), accepted);
  }

  /** On the thread that runs the job. */
  @Override
  public void jobStarted(int id, String name, JobSettings settings) {
    events.jobStarted(id, name, settings);
    if (settings.group() != null && cancelledGroups.contains(settings.group())) {
      runner.cancelJob(id);
    }
    FutureAction.jobStarted(id);
  }

  @Override
  public void jobEnded(int id, Throwable failure) {
    events.jobEnded(id, failure);
  }

  String get(String key) {
    return properties.get().get(key);
  }

  void set(String key, String value) {
    if (value == null) {
      properties.get().remove(key);
    } else {
      properties.get().put(key, value);
    }
  }

  Set<String> tags() {
    return tags(get(TAGS));
  }

  private static Set<String> tags(String typed) {
    return typed == null ? Set.of() : Set.of(typed.split(","));
  }

  void setTags(Set<String> tags) {
    set(TAGS, tags.isEmpty() ? null : String.join(",", new TreeSet<>(tags)));
  }

  void cancelTagged(String tag) {
    runner.cancelJobs(
        job -> tags(job.properties().get(TAGS)).contains(tag), "it has the cancelled tag " + tag);
  }

  /** Stops the running jobs of a group, and those that it will still start. */
  void cancelGroupForGood(String group) {
    cancelledGroups.add(group);
    runner.cancelJobGroup(group);
  }

  JobRunner runner() {
    return runner;
  }
}
