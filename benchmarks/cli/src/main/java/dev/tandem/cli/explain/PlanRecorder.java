package dev.tandem.cli.explain;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A session that remembers every plan and runs none, except that actions, whose answers the job's
 * own code waits for, are answered by another session on a sample.
 */
final class PlanRecorder implements Session {
  private final Supplier<Session> opener;
  private final List<LogicalPlan> plans = new ArrayList<>();
  private Session oracle;

  /**
   * @param opener opens the session that answers actions; called when the first one comes
   */
  PlanRecorder(Supplier<Session> opener) {
    this.opener = opener;
  }

  /** All plans, in order. */
  List<LogicalPlan> plans() {
    return plans;
  }

  /** Whether the job had to be given answers from a sample. */
  boolean sampled() {
    return oracle != null;
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    plans.add(plan);
    List<Operation.Write> actions =
        plan.writes().stream()
            .filter(write -> write.destination() instanceof DriverResult)
            .toList();
    if (!actions.isEmpty()) {
      oracle().evaluate(LogicalPlan.of(actions, plan.reused()));
    }
  }

  private Session oracle() {
    if (oracle == null) {
      oracle = opener.get();
    }
    return oracle;
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    return oracle().explain(plan);
  }

  @Override
  public void release(Operation operation) {
    if (oracle != null) {
      oracle.release(operation);
    }
  }

  @Override
  public void commit() {
    // nothing has been staged
  }

  @Override
  public RunReport report() {
    throw new UnsupportedOperationException("a recorded job has not run");
  }

  @Override
  public void cancel() {
    if (oracle != null) {
      oracle.cancel();
    }
  }

  @Override
  public void close() {
    if (oracle != null) {
      oracle.close();
    }
  }
}
