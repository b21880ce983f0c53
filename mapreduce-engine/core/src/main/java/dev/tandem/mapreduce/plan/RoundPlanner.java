package dev.tandem.mapreduce.plan;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.plan.LiftCombiners;
import dev.tandem.contract.plan.LogicalPlan;
import java.util.List;
import java.util.Map;

/**
 * Twin of the RDD engine's {@code StagePlanner}: a logical plan becomes rounds here, a lineage of
 * stages there.
 */
public final class RoundPlanner {
  private RoundPlanner() {}

  /**
   * Plans. Reads no data.
   *
   * @param plan what is to be computed
   * @param options of the run; the switch {@code combiner=false} leaves combiners out
   * @param stored results of earlier evaluations that are still there, by id of operation
   * @param firstNumber the number of the first round
   * @return rounds in an order in which they can run
   */
  public static List<Round> plan(
      LogicalPlan plan, RunOptions options, Map<Integer, Intermediate> stored, int firstNumber) {
    boolean combining = Boolean.parseBoolean(options.conf("combiner", "true"));
    LogicalPlan lifted = combining ? LiftCombiners.apply(plan) : plan;
    Draft draft = Draft.of(lifted, options.defaultPartitions(), stored);
    draft = KeepNeeded.apply(draft);
    draft = FindPlacements.apply(draft);
    draft = GroupAlike.apply(draft);
    draft = KeepResults.apply(draft);
    return RoundTranslator.translate(draft, firstNumber);
  }
}
