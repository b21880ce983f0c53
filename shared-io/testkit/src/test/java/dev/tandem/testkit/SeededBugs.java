package dev.tandem.testkit;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Engines with a bug each: the reference engine behind something that spoils its plans or its
 * reports.
 */
final class SeededBugs {
  private SeededBugs() {}

  /**
   * A spill is dropped: of the records that one task shuffles, those beyond the first 4,500 are
   * lost.
   */
  static Engine droppedSpill() {
    return new Spoilt(SeededBugs::dropRecords, UnaryOperator.identity());
  }

  /** A task that was tried again has counted twice. */
  static Engine retryCountedTwice() {
    return new Spoilt(UnaryOperator.identity(), SeededBugs::countTwice);
  }

  /** The first two partitions of every shuffle by hash are swapped. */
  static Engine swappedPartitions() {
    return new Spoilt(SeededBugs::swapPartitions, UnaryOperator.identity());
  }

  private static LogicalPlan dropRecords(LogicalPlan plan) {
    Map<Integer, Operation> spoilt = new LinkedHashMap<>();
    for (Operation operation : plan.operations()) {
      if (operation instanceof Operation.GroupByKey group) {
        group.inputs().stream()
            .filter(Operation.ParallelDo.class::isInstance)
            .map(Operation.ParallelDo.class::cast)
            .forEach(step -> spoilt.put(step.id(), dropping(step)));
      }
    }
    return plan.replace(spoilt);
  }

  private static Operation dropping(Operation.ParallelDo step) {
    Closure<DoFn> closure = Closure.of(step.name(), new Dropping(step.fn().original()));
    return new Operation.ParallelDo(
        step.id(),
        step.name(),
        step.input(),
        closure,
        step.keepsKeys(),
        step.shape(),
        step.sideInputs());
  }

  private static final class Dropping implements DoFn {
    private static final long serialVersionUID = 1L;
    private static final int SPILL = 4500;
    private final DoFn step;
    private int records;

    Dropping(DoFn step) {
      this.step = step;
    }

    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      step.apply(
          key,
          value,
          (k, v) -> {
            if (++records <= SPILL) {
              out.emit(k, v);
            }
          });
    }
  }

  private static LogicalPlan swapPartitions(LogicalPlan plan) {
    Map<Integer, Operation> spoilt = new LinkedHashMap<>();
    for (Operation operation : plan.operations()) {
      if (operation instanceof Operation.GroupByKey group && group.grouping().by() == null) {
        spoilt.put(group.id(), swapped(group));
      }
    }
    return plan.replace(spoilt);
  }

  @SuppressWarnings("unchecked") // keys are hashed by the codec of their bag
  private static Operation swapped(Operation.GroupByKey group) {
    Codec<Object> keys = (Codec<Object>) group.shape().key();
    Partitioner<Object> swap =
        (key, n) -> {
          int right = Math.floorMod(keys.hash(key), n);
          return n > 1 && right < 2 ? 1 - right : right;
        };
    Grouping<Object, Object> grouping = ((Grouping<Object, Object>) group.grouping()).by(swap);
    return new Operation.GroupByKey(
        group.id(), group.name(), group.inputs(), grouping, group.combiner(), group.shape());
  }

  private static RunReport countTwice(RunReport report) {
    if (report.get(Measure.FAILED_ATTEMPTS) == 0) {
      return report;
    }
    Map<String, Long> counters = new LinkedHashMap<>(report.counters());
    counters.replaceAll((name, n) -> 2 * n);
    return new RunReport(
        report.job(),
        report.engine(),
        report.status(),
        report.wallMillis(),
        report.ledger(),
        counters,
        report.outputs(),
        report.units(),
        report.plan(),
        report.warnings());
  }

  private record Spoilt(UnaryOperator<LogicalPlan> plans, UnaryOperator<RunReport> reports)
      implements Engine {
    @Override
    public String name() {
      return "reference";
    }

    @Override
    public String describe() {
      return "has a bug";
    }

    @Override
    public Session open(String job, RunOptions options) {
      return new SpoiltSession(new ReferenceEngine().open(job, options), plans, reports);
    }
  }

  private record SpoiltSession(
      Session session, UnaryOperator<LogicalPlan> plans, UnaryOperator<RunReport> reports)
      implements Session {
    @Override
    public Explanation explain(LogicalPlan plan) {
      return session.explain(plan);
    }

    @Override
    public void evaluate(LogicalPlan plan) {
      session.evaluate(plans.apply(plan));
    }

    @Override
    public void release(Operation operation) {
      session.release(operation);
    }

    @Override
    public void commit() {
      session.commit();
    }

    @Override
    public RunReport report() {
      return reports.apply(session.report());
    }

    @Override
    public void cancel() {
      session.cancel();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
