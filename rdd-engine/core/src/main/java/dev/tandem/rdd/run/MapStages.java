package dev.tandem.rdd.run;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.io.Digest;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.plan.CutStages;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import dev.tandem.rdd.recover.FailedAttempts;
import dev.tandem.rdd.recover.LostOutputs;
import dev.tandem.rdd.shuffle.KeyGrouping;
import dev.tandem.rdd.shuffle.Loss;
import dev.tandem.rdd.shuffle.LossRules.Sums;
import dev.tandem.rdd.shuffle.MapOutput;
import dev.tandem.rdd.shuffle.RecordSum;
import dev.tandem.rdd.shuffle.ShuffleStore;
import dev.tandem.rdd.shuffle.ShuffleWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Runs the stages that end with a shuffle, as far as what they publish is not there: all of their
 * tasks the first time, later only those whose output was lost. What several jobs need is run by
 * one of them. Thread-safe.
 */
final class MapStages {
  private final RddRuntime runtime;
  private final KnownRdds known;
  private final TaskPolicy policy;
  private final int stageAttempts;
  private final Waiting waiting;
  private final Once once;

  /** The units of the stages behind shuffles, as long as the program can reach these. */
  private final Map<ShuffleDependency, String> units =
      Collections.synchronizedMap(new WeakHashMap<>());

  MapStages(RddRuntime runtime, KnownRdds known, SchedulerSettings settings) {
    this.runtime = runtime;
    this.known = known;
    this.policy = settings.policy();
    this.stageAttempts = settings.stageAttempts();
    this.waiting = new Waiting(runtime);
    this.once = new Once(runtime.cluster());
  }

  /** Makes a stage known, if it ends with a shuffle; it runs when a write needs what it makes. */
  void plan(Stage stage) {
    if (stage.ending() instanceof Stage.Shuffle shuffle) {
      units.putIfAbsent(shuffle.dependency(), stage.unit());
    }
  }

  /** Which stages are still to run. */
  Waiting waiting() {
    return waiting;
  }

  /**
   * Restores what the tasks of one run of a stage find lost; the stage then begins again, but not
   * for ever.
   */
  FetchFailureHandler lostOutputs(String unit) {
    FailedAttempts failed = new FailedAttempts();
    return new LostOutputs(
        this::shuffleOf,
        (shuffle, failure) -> {
          blame(unit, failed, shuffle, failure);
          restore(shuffle);
        });
  }

  /** Counts a loss, unless what a task missed has been restored for another one by now. */
  private void blame(
      String unit, FailedAttempts failed, ShuffleDependency shuffle, FetchFailure failure) {
    Loss loss = runtime.shuffles().lost(shuffle, failure.task());
    if (loss == null || !failed.add(loss, runtime.shuffles().published())) {
      return;
    }
    if (failed.count() >= stageAttempts) {
      throw new JobFailed(
          "job "
              + runtime.cluster().job()
              + ": "
              + unit
              + ", attempt "
              + failed.count()
              + " of "
              + stageAttempts
              + " in a row (spark.stage.maxConsecutiveAttempts): "
              + failure.getMessage(),
          failure);
    }
    runtime.attempts().next(unit);
  }

  /**
   * Sees to it that all shuffles that an RDD reads are published. Shuffles that are there are
   * skipped with everything behind them, and so is what lies behind an RDD that is in memory as a
   * whole.
   *
   * @throws JobFailed if outputs are lost as fast as they are made
   */
  void ensure(RddNode rdd) {
    for (int attempt = 0; ; attempt++) {
      List<ShuffleDependency> missing = missing(rdd);
      if (missing.isEmpty()) {
        return;
      }
      if (attempt == stageAttempts) {
        throw new JobFailed(
            "job "
                + runtime.cluster().job()
                + ": the output of "
                + units.get(missing.get(0))
                + " was lost "
                + stageAttempts
                + " times in a row (spark.stage.maxConsecutiveAttempts)");
      }
      runAll(missing);
    }
  }

  private void runAll(List<ShuffleDependency> missing) {
    Deque<RddNode> left = new ArrayDeque<>();
    missing.forEach(shuffle -> left.add(shuffle.parent()));
    left.forEach(waiting::add);
    try {
      for (ShuffleDependency shuffle : missing) {
        run(shuffle);
        waiting.done(left.remove());
      }
    } finally {
      left.forEach(waiting::done);
    }
  }

  private List<ShuffleDependency> missing(RddNode rdd) {
    return CutStages.shufflesBehind(
        rdd,
        member -> !runtime.store().hasAll(member),
        shuffle -> !runtime.shuffles().complete(shuffle));
  }

  /** What a stage publishes; null if it is none of these. */
  private ShuffleDependency shuffleOf(String unit) {
    synchronized (units) {
      return units.entrySet().stream()
          .filter(each -> each.getValue().equals(unit))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }
  }

  private void restore(ShuffleDependency shuffle) {
    waiting.add(shuffle.parent());
    try {
      ensure(shuffle.parent());
      run(shuffle);
    } finally {
      waiting.done(shuffle.parent());
    }
  }

  /**
   * Runs the missing tasks of one stage: those that have never run, and those whose output was
   * lost.
   */
  private void run(ShuffleDependency shuffle) {
    if (shuffle.grouping().needsBounds()) {
      once.make(shuffle.grouping(), () -> sample(shuffle));
    }
    once.make(shuffle, () -> runMissing(shuffle));
  }

  private void runMissing(ShuffleDependency shuffle) {
    String unit = units.get(shuffle);
    runtime.shuffles().register(shuffle, unit);
    List<StageTask<Void>> first = new ArrayList<>();
    List<StageTask<Void>> again = new ArrayList<>();
    for (int map : runtime.shuffles().missing(shuffle)) {
      StageTask<Void> task =
          new StageTask<>(
              shuffle.parent(),
              map,
              runtime,
              (rdd, partition, context) -> write(shuffle, partition, context));
      (runtime.shuffles().ran(shuffle, map) ? again : first).add(task);
    }
    if (!first.isEmpty()) {
      runtime.cluster().run(tasks(unit, first));
      runtime.cluster().log().unitRan();
    }
    if (!again.isEmpty()) {
      runtime.attempts().next(unit);
      runtime.cluster().run(tasks(unit, again).recomputing());
    }
  }

  private <R> TaskSet<R> tasks(String unit, List<StageTask<R>> tasks) {
    return TaskSet.of(unit, tasks).onFetchFailure(lostOutputs(unit)).scheduled(policy);
  }

  /** All inputs of a sort are looked at before the first one is shuffled. */
  private void sample(ShuffleDependency shuffle) {
    KeyGrouping grouping = shuffle.grouping();
    if (!grouping.needsBounds()) {
      return;
    }
    List<Stage> stagesOf =
        shuffle.inputs().stream()
            .map(
                input ->
                    new Stage(known.sampleOf(grouping, input), input, new Stage.Sample(grouping)))
            .toList();
    Deque<RddNode> left = new ArrayDeque<>();
    try {
      for (Stage stage : stagesOf) {
        waiting.add(stage.rdd());
        left.add(stage.rdd());
        ensure(stage.rdd());
      }
      new BoundsSample(runtime, policy, this::lostOutputs).run(grouping, stagesOf);
    } finally {
      left.forEach(waiting::done);
    }
  }

  private Void write(ShuffleDependency shuffle, int partition, ComputeContext context)
      throws Exception {
    ShuffleStore shuffles = runtime.shuffles();
    Sums sums = shuffles.rules().sums();
    boolean doubted = sums == Sums.WHEN_RUN_AGAIN && shuffles.usedUnseen(shuffle, partition);
    Digest rehearsed = doubted ? rehearse(shuffle.parent(), partition, context) : null;
    MapOutput output = write(shuffle, partition, context, doubted || sums == Sums.ALWAYS);
    context
        .task()
        .onAccepted(
            () -> {
              if (doubted) {
                shuffles.suppose(shuffle, partition, rehearsed);
              }
              shuffles.publish(shuffle.id(), partition, output);
            });
    return null;
  }

  private static MapOutput write(
      ShuffleDependency shuffle, int partition, ComputeContext context, boolean sums)
      throws Exception {
    ShuffleWriter writer = ShuffleWriter.open(shuffle, partition, context, context.shuffles());
    RddNode parent = shuffle.parent();
    RecordSum sum = sums ? new RecordSum(parent.operation().shape(), writer) : null;
    parent.push(partition, context, sum == null ? writer : sum);
    return writer.finish().with(sum == null ? null : sum.digest());
  }

  /** Sums up the records of a task, and does nothing else with them. */
  private static Digest rehearse(RddNode parent, int partition, ComputeContext context)
      throws Exception {
    try (ComputeContext look = context.toLook()) {
      RecordSum sum = new RecordSum(parent.operation().shape(), (key, value) -> {});
      parent.push(partition, look, sum);
      look.end(null);
      return sum.digest();
    }
  }
}
