package dev.tandem.testkit.fault;

/**
 * One row of a {@link FaultMatrix}: a plan, and what it must cost.
 *
 * @param row the fault in words, with the letter and number of its row
 * @param plan the lines of the plan, as {@code --faults} reads them
 * @param message what the error says where tasks are tried once; null if the run survives even so,
 *     because no attempt is to blame
 * @param failed attempts that fail where tasks are tried as often as usual
 * @param recomputed tasks that had been committed and run again
 * @param attempts attempts more than without the fault
 */
public record FaultCase(
    String row, String plan, String message, long failed, long recomputed, long attempts) {
  /** A fault that makes one attempt fail with the message of the plan. */
  public static FaultCase failing(String row, String plan) {
    return new FaultCase(row, plan, "injected fault at " + plan.split("\\s+")[0], 1, 0, 1);
  }

  /** A fault for which no attempt is blamed: something is lost. */
  public static FaultCase losing(String row, String plan) {
    return new FaultCase(row, plan, null, 0, 0, 1);
  }

  /** With another message where tasks are tried once. */
  public FaultCase saying(String other) {
    return new FaultCase(row, plan, other, failed, recomputed, attempts);
  }

  /** With so many failed attempts, and as many attempts more. */
  public FaultCase failed(long n) {
    return new FaultCase(row, plan, message, n, recomputed, n + recomputed);
  }

  /** With so many tasks that run again. */
  public FaultCase recomputed(long n) {
    return new FaultCase(row, plan, message, failed, n, attempts + n - recomputed);
  }

  /** With so many attempts more than without the fault. */
  public FaultCase attempts(long n) {
    return new FaultCase(row, plan, message, failed, recomputed, n);
  }

  @Override
  public String toString() {
    return row + ": " + plan.strip().replace("\n", "; ");
  }
}
