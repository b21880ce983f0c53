package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LotsTest {
  /** For each number of urns, empty ones among them, until all lots are out. */
  @Test
  void everyLotIsFoundWhereCountingFindsIt() {
    Random random = new Random(7);
    for (int urns = 1; urns <= 33; urns++) {
      long[] left = random.longs(urns, 0, 5).toArray();
      left[random.nextInt(urns)] = 5;
      Lots lots = new Lots(left);
      for (long all = Arrays.stream(left).sum(); all > 0; all--) {
        for (long lot = 0; lot < all; lot++) {
          assertThat(lots.urnOf(lot)).isEqualTo(counted(left, lot));
        }
        int urn = counted(left, random.nextLong(all));
        lots.take(urn);
        left[urn]--;
      }
    }
  }

  private static int counted(long[] left, long lot) {
    int urn = 0;
    for (long rest = lot; rest >= left[urn]; urn++) {
      rest -= left[urn];
    }
    return urn;
  }
}
