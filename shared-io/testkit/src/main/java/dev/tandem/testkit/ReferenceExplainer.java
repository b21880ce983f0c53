package dev.tandem.testkit;

import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.OperationVisitor;
import java.util.List;

/** Says what the reference engine does: each operation as it stands in the plan. */
final class ReferenceExplainer implements OperationVisitor<Line> {
  private static final String WHY = "every operation is computed as a whole";

  private ReferenceExplainer() {}

  static List<Line> lines(LogicalPlan plan) {
    ReferenceExplainer explainer = new ReferenceExplainer();
    return plan.operations().stream().map(operation -> operation.accept(explainer)).toList();
  }

  @Override
  public Line visitRead(Operation.Read read) {
    return new Line(Kind.READ, read.name() + ": " + read.source().describe(), "");
  }

  @Override
  public Line visitParallelDo(Operation.ParallelDo parallelDo) {
    return new Line(Kind.STEP, parallelDo.name(), "");
  }

  @Override
  public Line visitGroupByKey(Operation.GroupByKey groupByKey) {
    return new Line(Kind.SHUFFLE, groupByKey.name(), WHY);
  }

  @Override
  public Line visitCombineValues(Operation.CombineValues combineValues) {
    return new Line(Kind.STEP, combineValues.name(), "");
  }

  @Override
  public Line visitFlatten(Operation.Flatten flatten) {
    return new Line(Kind.STEP, flatten.name(), "");
  }

  @Override
  public Line visitWrite(Operation.Write write) {
    return new Line(Kind.WRITE, write.name(), "");
  }
}
