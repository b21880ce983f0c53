package dev.tandem.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order of the turns of one job: A B C, C B A, A B C ... so that a machine that becomes slower
 * or faster favours nobody. JMH itself runs all forks of one benchmark back to back, which is why
 * each turn is a JMH run of its own.
 */
final class Interleaving {
  private Interleaving() {}

  /** One fork of one contender. */
  record Turn(int round, String contender) {}

  /**
   * @param contenders in the order of the first round
   * @param rounds how many turns each one has
   * @param reversed whether the first round starts at the end; jobs with an odd number of rounds
   *     take turns with it
   */
  static List<Turn> of(List<String> contenders, int rounds, boolean reversed) {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<String> order = new ArrayList<>(contenders);
      if (reversed != (round % 2 == 1)) {
        Collections.reverse(order);
      }
      for (String contender : order) {
        turns.add(new Turn(round, contender));
      }
    }
    return turns;
  }
}
