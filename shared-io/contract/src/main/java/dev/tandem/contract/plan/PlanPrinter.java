package dev.tandem.contract.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints a logical plan, one operation a line, inputs first:
 *
 * <pre>
 *  1 Read         read             String            text lines of words.txt
 *  2 ParallelDo   tokens           String -> Long    from 1
 * </pre>
 */
public final class PlanPrinter implements OperationVisitor<String> {
  private final LogicalPlan plan;

  private PlanPrinter(LogicalPlan plan) {
    this.plan = plan;
  }

  /** The plan as text, a line for each operation, each ended by a line feed. */
  public static String print(LogicalPlan plan) {
    PlanPrinter printer = new PlanPrinter(plan);
    return plan.operations().stream().map(printer::line).collect(Collectors.joining());
  }

  private String line(Operation operation) {
    String reused = plan.reuses(operation) ? ", reused" : "";
    return String.format(
                Locale.ROOT,
                "%3d %-13s %-22s %-28s %s%s",
                operation.id(),
                operation.getClass().getSimpleName(),
                operation.name(),
                operation.shape().describe(),
                operation.accept(this),
                reused)
            .stripTrailing()
        + "\n";
  }

  private static String from(Operation operation) {
    List<Integer> ids = operation.inputs().stream().map(Operation::id).toList();
    return "from " + ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public String visitRead(Operation.Read read) {
    return read.source().describe();
  }

  @Override
  public String visitParallelDo(Operation.ParallelDo parallelDo) {
    String sides =
        parallelDo.sideInputs().isEmpty()
            ? ""
            : ", " + parallelDo.sideInputs().size() + " broadcast";
    return from(parallelDo) + (parallelDo.keepsKeys() ? ", keeps keys" : "") + sides;
  }

  @Override
  public String visitGroupByKey(Operation.GroupByKey group) {
    String partitions =
        group.grouping().partitions() > 0
            ? ", " + group.grouping().partitions() + " partitions"
            : "";
    String placement =
        group.grouping().by() instanceof dev.tandem.contract.flow.RangePartitioner
            ? ", by range"
            : "";
    String keys = group.grouping().keys() == null ? "" : ", keys sorted";
    String values = group.grouping().values() == null ? "" : ", values sorted";
    return from(group)
        + partitions
        + placement
        + keys
        + values
        + (group.combiner() == null ? "" : ", combiner");
  }

  @Override
  public String visitCombineValues(Operation.CombineValues combine) {
    return from(combine);
  }

  @Override
  public String visitFlatten(Operation.Flatten flatten) {
    return from(flatten);
  }

  @Override
  public String visitWrite(Operation.Write write) {
    return from(write);
  }
}
