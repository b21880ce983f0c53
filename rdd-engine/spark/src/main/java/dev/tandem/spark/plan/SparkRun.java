package dev.tandem.spark.plan;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.SideInput;
import dev.tandem.spark.report.TaskBooks;
import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Sides;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** What a run has on the driver beside its plan. Used by the driver's thread. */
public final class SparkRun {
  private final JavaSparkContext spark;
  private final RunOptions options;
  private final TaskBooks books = new TaskBooks();
  private final int attempts;
  private final Map<Integer, Broadcast<Sides.Side>> broadcasts = new HashMap<>();
  private int shuffles;

  /**
   * @param spark the context
   * @param options of the run
   * @param attempts how often a task may be tried where Spark would try more often; else 0
   */
  public SparkRun(JavaSparkContext spark, RunOptions options, int attempts) {
    this.spark = spark;
    this.options = options;
    this.attempts = attempts;
    spark.sc().register(books);
  }

  /** The context. */
  public JavaSparkContext spark() {
    return spark;
  }

  /** What the run may use. */
  public RunOptions options() {
    return options;
  }

  /** What tasks have counted. */
  public TaskBooks books() {
    return books;
  }

  /** The number of a new shuffle. */
  int nextShuffle() {
    return ++shuffles;
  }

  /**
   * What tasks share that run these steps, behind this grouping.
   *
   * @param steps in order
   * @param group whose groups they see, or whose records they feed; null without one
   */
  RunSide side(Collection<Operation> steps, GroupNode group) {
    Map<Integer, Broadcast<Sides.Side>> captured = new TreeMap<>();
    List<SideInput> all = new ArrayList<>();
    steps.forEach(step -> all.addAll(sideInputs(step)));
    if (group != null) {
      all.addAll(group.spec().grouping().sideInputs());
    }
    for (SideInput side : all) {
      captured.put(side.id(), broadcast(side));
    }
    return new RunSide(books, new Sides(captured), attempts);
  }

  private static List<SideInput> sideInputs(Operation step) {
    if (step instanceof Operation.ParallelDo parallelDo) {
      return parallelDo.fn().sideInputs();
    }
    return step instanceof Operation.CombineValues combine
        ? combine.aggregator().sideInputs()
        : List.of();
  }

  /** Spark ships a broadcast when the first task of an executor asks for it. */
  private Broadcast<Sides.Side> broadcast(SideInput side) {
    return broadcasts.computeIfAbsent(
        side.id(), id -> spark.broadcast(new Sides.Side(side.encoded())));
  }

  /** Removes what tasks were sent. */
  public void forget() {
    broadcasts.values().forEach(broadcast -> broadcast.destroy(false));
    broadcasts.clear();
  }
}
