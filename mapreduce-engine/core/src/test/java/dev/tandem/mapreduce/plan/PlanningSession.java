package dev.tandem.mapreduce.plan;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plans and never runs: what is under test is where rounds begin and end. */
final class PlanningSession implements Session {
  private final List<LogicalPlan> plans = new ArrayList<>();

  private PlanningSession() {}

  static RunOptions options() {
    return RunOptions.defaults().withNodes(1, 2).withPartitions(4);
  }

  /** The plan of the writes that a flow leaves pending. */
  static LogicalPlan plan(Consumer<Pipeline> flow) {
    PlanningSession session = new PlanningSession();
    FlowPipeline pipeline = new FlowPipeline(session, options());
    flow.accept(pipeline);
    pipeline.run();
    return session.plans.get(session.plans.size() - 1);
  }

  static List<Round> rounds(Consumer<Pipeline> flow) {
    return RoundPlanner.plan(plan(flow), options(), Map.of(), 1);
  }

  static String text(Consumer<Pipeline> flow) {
    return rounds(flow).stream().map(Round::toString).collect(Collectors.joining());
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    plans.add(plan);
  }

  @Override
  public void release(Operation operation) {
    // Nothing is kept.
  }

  @Override
  public void commit() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RunReport report() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
