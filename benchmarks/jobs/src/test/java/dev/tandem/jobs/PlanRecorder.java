package dev.tandem.jobs;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.PlanPrinter;
import java.util.Locale;

/** Runs a job and writes down the plan of each action and what the engine makes of it. */
final class PlanRecorder implements Engine {
  private final Engine engine;
  private final StringBuilder logical = new StringBuilder();
  private final StringBuilder explained = new StringBuilder();

  private PlanRecorder(Engine engine) {
    this.engine = engine;
  }

  /** Runs the job. */
  static PlanRecorder run(Job job, JobArgs args, Engine engine, RunOptions options) {
    PlanRecorder recorder = new PlanRecorder(engine);
    Tandem.run(job, args, recorder, options);
    return recorder;
  }

  /** The logical plans, one behind the other. */
  String logical() {
    return logical.toString();
  }

  /** The rounds or stages, one plan behind the other. */
  String explained() {
    return explained.toString();
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String describe() {
    return engine.describe();
  }

  @Override
  public Session open(String job, RunOptions options) {
    return new Recording(engine.open(job, options));
  }

  private void record(LogicalPlan plan, Explanation explanation) {
    String actions = String.join(", ", plan.writes().stream().map(Operation.Write::name).toList());
    logical.append("# ").append(actions).append('\n').append(PlanPrinter.print(plan));
    explained.append("# ").append(actions).append('\n');
    explanation.units().forEach(this::print);
  }

  private void print(Explanation.Unit unit) {
    explained.append(unit.kind() + " " + unit.number() + ": " + unit.name() + "\n");
    for (Explanation.Line line : unit.lines()) {
      String why = line.why().isEmpty() ? "" : " (" + line.why() + ")";
      explained.append(String.format(Locale.ROOT, "  %-7s %s%s\n", line.kind(), line.text(), why));
    }
  }

  private final class Recording implements Session {
    private final Session session;

    Recording(Session session) {
      this.session = session;
    }

    @Override
    public Explanation explain(LogicalPlan plan) {
      return session.explain(plan);
    }

    @Override
    public void evaluate(LogicalPlan plan) {
      record(plan, session.explain(plan));
      session.evaluate(plan);
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
      return session.report();
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
