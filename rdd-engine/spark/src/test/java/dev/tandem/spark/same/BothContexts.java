package dev.tandem.spark.same;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.rdd.api.RddLike;
import dev.tandem.rdd.api.RddListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Real Spark, and our own RDDs, for programs that are written for both; each run is watched.
 *
 * <p>A program returns an RDD, whose records are then collected by partition, or any other result.
 */
final class BothContexts implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Watch watch = new Watch();

  /** Counts the jobs of Spark, and the tasks of its stages. */
  private static final class Watch extends SparkListener {
    private int jobs;
    private final Map<Integer, Integer> tasks = new TreeMap<>();

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
      jobs++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
      tasks.merge(task.stageId(), 1, Integer::sum);
    }

    synchronized void restart() {
      jobs = 0;
      tasks.clear();
    }

    synchronized Seen seen(Object answer) {
      return new Seen(answer, jobs, tasks.values().stream().sorted().toList());
    }
  }

  /**
   * @param folder for what Spark saves
   */
  BothContexts(Path folder) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("same")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.driver.bindAddress", "127.0.0.1");
    spark = new JavaSparkContext(conf);
    spark.sc().addSparkListener(watch);
    spark.setCheckpointDir(folder.toString());
  }

  Seen onSpark(Function<JavaSparkContext, Object> program, boolean ordered) throws Exception {
    spark.sc().listenerBus().waitUntilEmpty();
    watch.restart();
    Object made = program.apply(spark);
    Object answer =
        made instanceof JavaRDDLike<?, ?> rdd
            ? Seen.partitions(rdd.glom().collect(), ordered)
            : Seen.text(made);
    spark.sc().listenerBus().waitUntilEmpty();
    return watch.seen(answer);
  }

  static Seen onOwn(Path folder, Function<RddContext, Object> program, boolean ordered) {
    AtomicInteger jobs = new AtomicInteger();
    List<Integer> stages = new ArrayList<>();
    RddListener listener =
        new RddListener() {
          @Override
          public void onJobStart(JobStart job) {
            jobs.incrementAndGet();
          }

          @Override
          public void onStageSubmitted(Stage stage) {
            stages.add(stage.numTasks());
          }
        };
    RunOptions options =
        RunOptions.defaults().withNodes(1, 2).withMemory(64 << 20).withScratch(folder.toString());
    try (RddContext own = RddContext.open("same", options)) {
      own.addListener(listener);
      own.setCheckpointDir(folder.resolve("checkpoints").toString());
      Object made = program.apply(own);
      Object answer =
          made instanceof RddLike<?> rdd
              ? Seen.partitions(byPartition(rdd), ordered)
              : Seen.text(made);
      return new Seen(answer, jobs.get(), stages.stream().sorted().toList());
    }
  }

  private static <T> List<? extends Collection<?>> byPartition(RddLike<T> rdd) {
    return rdd.mapPartitions(
            records -> {
              List<T> all = new ArrayList<>();
              records.forEachRemaining(all::add);
              return List.of(all).iterator();
            })
        .collect();
  }

  @Override
  public void close() {
    spark.close();
  }
}
