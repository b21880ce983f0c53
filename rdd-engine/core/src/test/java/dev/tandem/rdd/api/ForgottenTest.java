package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.shuffle.ShuffleStore;
import dev.tandem.rdd.store.PartitionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A context that lives long remembers what its program can still reach, and no more. */
@Timeout(120)
class ForgottenTest extends ApiTest {
  private static final int JOBS = 2000;

  /** Threads that wait for work may still refer to their last task. */
  private static final int SLOTS = 4;

  private static PairRdd<Integer, Integer> sums(RddContext context, int seed) {
    return context
        .parallelize(List.of(seed, seed + 1, seed + 2), 1)
        .mapToPair(x -> new Pair<>(x % 2, x))
        .reduceByKey(Integer::sum, 2);
  }

  /** In a frame of its own: what a frame refers to is reached. */
  private static PairRdd<Integer, Integer> run(RddContext context, int seed) {
    PairRdd<Integer, Integer> kept = sums(context, seed);
    kept.cache();
    assertThat(kept.count()).isEqualTo(2);
    context.broadcast(seed).value();
    return kept;
  }

  /** Who holds them can count what they keep: else a collection comes when it likes. */
  private static List<PairRdd<Integer, Integer>> runTwenty(RddContext context) {
    List<PairRdd<Integer, Integer>> reached = new ArrayList<>();
    for (int job = 0; job < 20; job++) {
      reached.add(run(context, job));
    }
    return reached;
  }

  private static void untilForgotten(RddContext context) {
    ShuffleStore known = context.runtime().shuffles();
    PartitionStore kept = context.runtime().store();
    Until.holds(
        () -> {
          System.gc();
          return known.known() <= 1 + SLOTS && kept.status().size() <= 1 + SLOTS;
        });
  }

  @Test
  void thousandsOfJobsLeaveNothingBehind() {
    PairRdd<Integer, Integer> held = sums(sc, 7);
    held.cache();
    List<Pair<Integer, Integer>> first = held.collect();
    for (int job = 0; job < JOBS; job++) {
      run(sc, job);
    }
    untilForgotten(sc);
    assertThat(sc.getPersistentRDDs()).containsKey(held.id()).hasSizeLessThanOrEqualTo(1 + SLOTS);
    assertThat(Contexts.stages(sc)).hasSize(StatusTracker.RETAINED);
    assertThat(sc.statusTracker().getJobInfo(0)).isEmpty();
    assertThat(sc.statusTracker().getJobInfo(JOBS)).isPresent();
    assertThat(held.collect()).as("what is held is there").isEqualTo(first);
    held.unpersist();
    assertThat(held.collect()).as("and so is its shuffle").isEqualTo(first);
    List<String> stages = Contexts.stages(sc);
    assertThat(stages.subList(stages.size() - 2, stages.size()))
        .as("what is behind is skipped")
        .containsExactly("collect 2", "collect 2");
  }

  @Test
  void theMemoryOfWhatIsForgottenIsGivenBack() {
    List<PairRdd<Integer, Integer>> reached = runTwenty(sc);
    long before = sc.runtime().store().memory().used();
    assertThat(before).isPositive();
    reached.clear();
    untilForgotten(sc);
    Until.holds(() -> sc.runtime().store().memory().used() <= before / 20 * (1 + SLOTS));
  }

  @Test
  void soAreItsFiles() {
    UnaryOperator<RunOptions> files = options -> options.withConf("shuffle", "files");
    try (RddContext context = Contexts.open(folder, files)) {
      List<PairRdd<Integer, Integer>> reached = runTwenty(context);
      assertThat(scratchFiles()).isGreaterThanOrEqualTo(20);
      reached.clear();
      untilForgotten(context);
      Until.holds(() -> scratchFiles() <= 1 + SLOTS);
    }
  }

  private long scratchFiles() {
    try (Stream<Path> all = Files.walk(folder.resolve("scratch"))) {
      return all.filter(file -> file.toString().contains("attempt"))
          .filter(Files::isRegularFile)
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsReachedThroughAnotherRddIsKept() {
    PairRdd<Integer, Integer> behind = behindAnother();
    System.gc();
    assertThat(behind.count()).isEqualTo(2);
    assertThat(Contexts.stages(sc)).containsExactly("reduceByKey 1", "count 2", "count 2");
  }

  private PairRdd<Integer, Integer> behindAnother() {
    PairRdd<Integer, Integer> sums = sums(sc, 3);
    sums.count();
    return sums.mapValues(x -> x + 1);
  }
}
