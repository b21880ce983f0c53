package dev.tandem.rdd.plan;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.plan.LiftCombiners;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;

/**
 * Twin of RoundPlanner of the MapReduce engine: that one cuts the plan where data must go through
 * files, this one builds a lineage and cuts it at shuffles.
 */
public final class StagePlanner {
  private StagePlanner() {}

  /**
   * The passes, in order.
   *
   * @param known what the run has planned before; grows
   */
  public static List<Stage> plan(LogicalPlan plan, RunOptions options, KnownRdds known) {
    LogicalPlan lifted = combines(options) ? LiftCombiners.apply(plan) : plan;
    List<RddNode> written = StageTranslator.translate(lifted, options, known);
    return CutStages.apply(lifted.writes(), written, known);
  }

  private static boolean combines(RunOptions options) {
    return Boolean.parseBoolean(options.conf("combiner", "true"));
  }
}
