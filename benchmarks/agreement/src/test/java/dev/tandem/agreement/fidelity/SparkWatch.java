package dev.tandem.agreement.fidelity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A local Spark of two slots that tells what it runs, to the tests and not to the adapter: stages
 * and tasks are those of Spark's own events. The engine {@code spark} runs on it as on any context
 * that it finds.
 */
final class SparkWatch extends SparkListener implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Path scratch;
  private final List<Integer> tasks = new ArrayList<>();
  private final Set<Integer> planned = new HashSet<>();
  private final Set<Integer> submitted = new HashSet<>();

  SparkWatch(Path scratch) {
    this.scratch = scratch;
    spark =
        new JavaSparkContext(
            new SparkConf(false)
                .setMaster("local[2,4]")
                .setAppName("fidelity")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.local.dir", scratch.toString())
                // Files are counted while they are there.
                .set("spark.cleaner.referenceTracking", "false")
                .set("spark.default.parallelism", "3"));
    spark.sc().addSparkListener(this);
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** Where it keeps its files. */
  Path scratch() {
    return scratch;
  }

  /** Forgets what has run. */
  synchronized void clear() {
    tasks.clear();
    planned.clear();
    submitted.clear();
  }

  /** Waits until Spark has told everything. */
  void settle() {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tasks of each stage that was run since {@link #clear}, in order. */
  synchronized List<Integer> stages() {
    return List.copyOf(tasks);
  }

  /**
   * Stages of the jobs since {@link #clear} that Spark did not run, because it had their output.
   */
  synchronized int skipped() {
    return planned.size() - submitted.size();
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    CollectionConverters.asJava(job.stageInfos()).forEach(stage -> planned.add(stage.stageId()));
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
    submitted.add(stage.stageInfo().stageId());
    tasks.add(stage.stageInfo().numTasks());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
