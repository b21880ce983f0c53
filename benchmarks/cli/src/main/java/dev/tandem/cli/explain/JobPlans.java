package dev.tandem.cli.explain;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The plans of a job, found without a run.
 *
 * @param plans one for each action and each {@code run()}, in order
 * @param sampled whether actions were answered on a sample, so that a run on all data may take
 *     other turns
 */
public record JobPlans(List<LogicalPlan> plans, boolean sampled) {
  /** Records of each input that actions see. */
  public static final int SAMPLE = 1000;

  /**
   * Defines the job and notes its plans. No data is read unless the job has actions; nothing is
   * written.
   *
   * @param oracle answers actions
   * @param opened is given the session, to cancel it
   * @throws JobFailed if the job cannot be defined
   */
  public static JobPlans of(
      Job job, JobArgs args, Engine oracle, RunOptions options, Consumer<Session> opened) {
    RunOptions sampling =
        options.withOutput(null, false).withConf("sample", Integer.toString(SAMPLE));
    try (PlanRecorder recorder = new PlanRecorder(() -> oracle.open(job.name(), sampling))) {
      opened.accept(recorder);
      FlowPipeline pipeline = new FlowPipeline(recorder, sampling);
      job.define(pipeline, args);
      pipeline.run();
      return new JobPlans(List.copyOf(recorder.plans()), recorder.sampled());
    } catch (JobFailed e) {
      throw e;
    } catch (Exception e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new JobFailed("job " + job.name() + ": " + message, e);
    }
  }

  /** What an engine would do with all plans, its units numbered through. */
  public Explanation on(Engine engine, String job, RunOptions options) {
    List<Unit> units = new ArrayList<>();
    try (Session session = engine.open(job, options.withOutput(null, false))) {
      for (LogicalPlan plan : plans) {
        for (Unit unit : session.explain(plan).units()) {
          units.add(new Unit(unit.kind(), units.size() + 1, unit.name(), unit.lines()));
        }
      }
    }
    return new Explanation(engine.name(), units);
  }
}
