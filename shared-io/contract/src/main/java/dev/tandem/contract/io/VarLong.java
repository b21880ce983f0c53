package dev.tandem.contract.io;

/** The arithmetic shared by {@link Output#writeVarLong} and {@link Input#readVarLong}. */
final class VarLong {
  private VarLong() {}

  /**
   * The number of low bytes (1 to 8) from which {@code v} can be restored once its sign is known.
   */
  static int bytes(long v) {
    long magnitude = v >= 0 ? v : ~v;
    return Math.max(1, (64 - Long.numberOfLeadingZeros(magnitude) + 7) / 8);
  }
}
