package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyLayoutTest {
  private static byte[] write(KeyLayout layout, Object key, Object value, int input) {
    Output out = new Output(8);
    layout.write(key, value, input, out);
    return out.toByteArray();
  }

  private static void check(Grouping<String, Long> grouping, int inputs) {
    KeyLayout layout = KeyLayout.of(Codecs.TEXT, grouping, inputs);
    Input in = new Input();
    int input = inputs - 1;
    byte[] sortKey = write(layout, "orange", 17L, input);
    assertThat(layout.readKey(sortKey, 0, sortKey.length, in)).isEqualTo("orange");
    int group = layout.groupLength(sortKey, 0, sortKey.length, in);
    assertThat(layout.input(sortKey, 0, group)).isEqualTo(input);
    byte[] other = write(layout, "orange", 3L, 0);
    assertThat(Arrays.equals(sortKey, 0, group, other, 0, group)).isTrue();
    byte[] larger = write(layout, "orangeade", 3L, 0);
    assertThat(Arrays.equals(sortKey, 0, group, larger, 0, group)).isFalse();
  }

  @Test
  void keyAndInputAreFoundAgain() {
    for (int inputs : new int[] {1, 2, 256, 300}) {
      check(Grouping.any(), inputs);
      check(Grouping.<String, Long>any().sortKeys(Orders.text().reversed()), inputs);
      check(Grouping.<String, Long>any().sortValues(Orders.longs().reversed()), inputs);
      check(
          Grouping.<String, Long>any()
              .sortKeys(Orders.text().reversed())
              .sortValues(Orders.longs()),
          inputs);
    }
  }

  @Test
  void theCodecsOwnOrderCostsNothing() {
    int plain = write(KeyLayout.of(Codecs.TEXT, Grouping.any(), 1), "a", 1L, 0).length;
    assertThat(write(KeyLayout.of(Codecs.TEXT, Grouping.sorted(Orders.text()), 1), "a", 1L, 0))
        .hasSize(plain);
    assertThat(write(KeyLayout.of(Codecs.TEXT, Grouping.sorted(Orders.natural()), 1), "a", 1L, 0))
        .hasSize(plain);
    assertThat(
            write(
                KeyLayout.of(Codecs.TEXT, Grouping.sorted(Orders.natural(String.class)), 1),
                "a",
                1L,
                0))
        .hasSize(plain);
  }

  @Test
  void bytesCompareAsTheOrdersAsk() {
    KeyLayout layout =
        KeyLayout.of(
            Codecs.TEXT,
            Grouping.<String, Long>any()
                .sortKeys(Orders.text().reversed())
                .sortValues(Orders.longs()),
            2);
    byte[][] ascending = {
      write(layout, "b", 1L, 0),
      write(layout, "b", 2L, 0),
      write(layout, "b", 1L, 1),
      write(layout, "ab", 9L, 0),
      write(layout, "a", 1L, 0),
    };
    for (int i = 1; i < ascending.length; i++) {
      assertThat(Arrays.compareUnsigned(ascending[i - 1], ascending[i])).as("%d", i).isNegative();
    }
  }
}
