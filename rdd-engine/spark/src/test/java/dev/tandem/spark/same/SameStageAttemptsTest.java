package dev.tandem.spark.same;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.RddContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

/**
 * A stage whose first attempts find lost what they read, on real Spark and on our RDDs: the same
 * number of attempts, the same end, and a second action begins to count anew.
 */
class SameStageAttemptsTest {
  private static final String MOST = "spark.stage.maxConsecutiveAttempts";
  private static final int SHUFFLE = 0;

  @TempDir Path folder;

  /** What two actions on one shuffle came to: their sums or "failed", and all their attempts. */
  private record Outcome(List<String> actions, int attempts) {}

  private static String text(List<Integer> sums) {
    return sums.stream().sorted().toList().toString();
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "4, 4", "2, 0", "2, 1", "2, 2", "1, 1"})
  void endAsSparksDo(int most, int lost) throws Exception {
    Outcome spark = onSpark(most, lost);
    assertThat(onOwn(most, lost)).isEqualTo(spark);
    assertThat(spark.actions().contains("failed")).isEqualTo(lost >= most);
  }

  private static Outcome onSpark(int most, int lost) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[1]")
            .setAppName("attempts")
            .set(MOST, Integer.toString(most))
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.driver.bindAddress", "127.0.0.1");
    try (JavaSparkContext sc = new JavaSparkContext(conf)) {
      AtomicInteger attempts = new AtomicInteger();
      sc.sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onStageSubmitted(SparkListenerStageSubmitted stage) {
                  attempts.addAndGet(stage.stageInfo().name().startsWith("collect") ? 1 : 0);
                }
              });
      JavaPairRDD<Integer, Integer> sums =
          sc.parallelize(numbers(), 2)
              .mapToPair(n -> new Tuple2<>(n % 2, n))
              .reduceByKey(Integer::sum, 1);
      List<String> actions = new ArrayList<>();
      for (int action = 0; action < 2; action++) {
        // Computed before the shuffle is read, in the same task.
        actions.add(
            spark(
                () ->
                    sc.parallelize(List.of(0), 1)
                        .mapPartitions(
                            none -> {
                              loseIf(TaskContext.get().stageAttemptNumber() < lost);
                              return none;
                            })
                        .zipPartitions(sums.values(), (none, values) -> values)
                        .collect()));
      }
      waitForListeners(sc);
      return new Outcome(actions, attempts.get());
    }
  }

  private interface Action {
    List<Integer> run() throws Exception;
  }

  private static String spark(Action action) {
    try {
      return text(action.run());
    } catch (Exception e) {
      assertThat(e).isInstanceOf(SparkException.class);
      assertThat(e).hasMessageContaining("has failed the maximum allowable number of times");
      return "failed";
    }
  }

  private static void loseIf(boolean loses) {
    if (loses) {
      ((MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker())
          .unregisterAllMapAndMergeOutput(SHUFFLE);
    }
  }

  private static void waitForListeners(JavaSparkContext sc) {
    try {
      sc.sc().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("Spark's listeners do not hear all", e);
    }
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, 10).boxed().toList();
  }

  private Outcome onOwn(int most, int lost) throws Exception {
    List<String> faults =
        IntStream.range(0, lost)
            .mapToObj(attempt -> "shuffle.fetch \"stage *: collect\" 0 " + attempt + " 1 io-error")
            .toList();
    Path plan = Files.write(folder.resolve("faults"), faults);
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 1)
            .withScratch(folder.resolve("scratch").toString())
            .withConf("faults", plan.toString())
            .withConf(MOST, Integer.toString(most));
    try (RddContext sc = RddContext.open("attempts", options)) {
      PairRdd<Integer, Integer> sums =
          sc.parallelize(numbers(), 2)
              .mapToPair(n -> new Pair<>(n % 2, n))
              .reduceByKey(Integer::sum, 1);
      List<String> actions = new ArrayList<>();
      for (int action = 0; action < 2; action++) {
        actions.add(own(() -> sums.values().collect()));
      }
      int attempts =
          sc.report().units().stream()
              .filter(stage -> stage.name().endsWith(": collect"))
              .mapToInt(stage -> stage.tasks().size())
              .sum();
      return new Outcome(actions, attempts);
    }
  }

  private static String own(Action action) throws Exception {
    try {
      return text(action.run());
    } catch (JobFailed e) {
      assertThat(e).hasMessageContaining("in a row (" + MOST + ")");
      return "failed";
    }
  }
}
