package dev.tandem.contract.engine;

import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;

/**
 * One run of one job on one engine. The driver calls {@link #evaluate} once for each action and
 * each {@code run()}, in order, then {@link #commit}; then {@link #report}; then {@link #close}.
 * All but {@link #cancel} are called by one thread.
 *
 * <p>Operations keep their ids over the calls: what {@code reuse()} has kept from an earlier call
 * must be found again.
 */
public interface Session extends AutoCloseable {
  /**
   * What the engine would do with this plan. Reads no data and changes no result. Plans that are
   * explained one after the other count as one run: what {@code reuse()} would have kept for an
   * earlier one is found again by the next.
   *
   * @param plan any plan of this run
   */
  Explanation explain(LogicalPlan plan);

  /**
   * Runs all writes of the plan: driver results are delivered, files are staged.
   *
   * @param plan the writes that are pending, with all that they need
   * @throws JobFailed if a task failed as often as it may, the run was cancelled, or the plan
   *     cannot be run
   */
  void evaluate(LogicalPlan plan) throws JobFailed;

  /** The records of this operation will not be used again. */
  void release(Operation operation);

  /**
   * Checks the ledger's laws and makes everything that was staged visible.
   *
   * @throws JobFailed if a law is violated or the storage fails; nothing is visible then
   */
  void commit() throws JobFailed;

  /** What happened so far. */
  RunReport report();

  /**
   * Stops the run from another thread: tasks end soon, {@link #evaluate} throws. May be called at
   * any time, more than once.
   */
  void cancel();

  /**
   * Removes scratch files and what was not committed. Does not throw for what cannot be removed:
   * the report warns of it.
   */
  @Override
  void close();
}
