package dev.tandem.rdd.store;

/** The file of a kept partition is gone or damaged. */
final class LostBlock extends Exception {
  private static final long serialVersionUID = 1L;

  /** Records that were handed over before that was noticed. */
  final long handedOver;

  /**
   * @param cause an IOException or a CorruptDataException
   */
  LostBlock(long handedOver, Exception cause) {
    super(cause.getMessage(), cause);
    this.handedOver = handedOver;
  }
}
