package dev.tandem.contract.flow;

/** Which keys a join keeps. */
public enum JoinType {
  /** Keys of both sides. */
  INNER(false, false),
  /** All keys of the left side; a missing right value is null. */
  LEFT(true, false),
  /** All keys of the right side; a missing left value is null. */
  RIGHT(false, true),
  /** All keys of either side. */
  FULL(true, true);

  private final boolean keepsLeft;
  private final boolean keepsRight;

  JoinType(boolean keepsLeft, boolean keepsRight) {
    this.keepsLeft = keepsLeft;
    this.keepsRight = keepsRight;
  }

  /** Whether a left value without a partner is kept. */
  public boolean keepsLeft() {
    return keepsLeft;
  }

  /** Whether a right value without a partner is kept. */
  public boolean keepsRight() {
    return keepsRight;
  }
}
