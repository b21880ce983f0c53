package dev.tandem.contract.plan;

/**
 * One method for each kind of {@link Operation}, none with a default: a translator that forgets a
 * kind does not compile, and the two engines' translators are the same six methods in the same
 * order.
 *
 * @param <R> the result of a visit
 */
public interface OperationVisitor<R> {
  /** Visits a {@link Operation.Read}. */
  R visitRead(Operation.Read read);

  /** Visits a {@link Operation.ParallelDo}. */
  R visitParallelDo(Operation.ParallelDo parallelDo);

  /** Visits a {@link Operation.GroupByKey}. */
  R visitGroupByKey(Operation.GroupByKey groupByKey);

  /** Visits a {@link Operation.CombineValues}. */
  R visitCombineValues(Operation.CombineValues combineValues);

  /** Visits a {@link Operation.Flatten}. */
  R visitFlatten(Operation.Flatten flatten);

  /** Visits a {@link Operation.Write}. */
  R visitWrite(Operation.Write write);
}
