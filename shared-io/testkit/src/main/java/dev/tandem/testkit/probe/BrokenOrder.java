package dev.tandem.testkit.probe;

import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A bug of the job: comparators that contradict themselves, each in its way. An engine may refuse
 * them or sort as it likes, but loses and doubles nothing and comes to an end.
 */
public enum BrokenOrder implements Comparator<Long> {
  /** Each is less than each, itself too. */
  ALWAYS_LESS,
  /** Each is more than each, itself too. */
  ALWAYS_MORE,
  /** A difference that does not fit into its type. */
  OVERFLOWS,
  /** Neither turned round nor carried over: x before y, and y before x. */
  PARITY,
  /** Another answer each time. */
  RANDOM;

  @Override
  public int compare(Long a, Long b) {
    return switch (this) {
      case ALWAYS_LESS -> -1;
      case ALWAYS_MORE -> 1;
      case OVERFLOWS -> (int) (a * 1_000_003 - b * 1_000_003) * 65_537;
      case PARITY -> (a ^ b) % 3 == 0 ? 1 : -1;
      case RANDOM -> ThreadLocalRandom.current().nextInt(3) - 1;
    };
  }
}
