package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomesTest {
  private static final int KEYS = 20_000;

  private static Homes arranged(int places, long... numbers) {
    Homes.Range range = new Homes.Range();
    LongStream.of(numbers).forEach(range::add);
    Homes homes = new Homes(3);
    homes.arrange(places, range);
    return homes;
  }

  @Test
  void numbersThatFitKeepTheirOrderWithoutTheirStride() {
    Homes homes = arranged(64, -40, -36, 208);
    assertThat(homes.ordered()).isTrue();
    assertThat(List.of(homes.of(-40), homes.of(-36), homes.of(208))).containsExactly(0, 1, 62);
    Homes large = arranged(256, -40, -36, 208);
    assertThat(List.of(large.of(-40), large.of(-36), large.of(208))).containsExactly(96, 97, 158);
    assertThat(large.isFar(-40, 96 + 64)).isFalse();
    assertThat(large.isFar(-40, 96 + 65)).isTrue();
    assertThat(large.isFar(208, (158 + 65) % 256)).isTrue();
  }

  @Test
  void numbersThatDoNotFitAreSpread() {
    assertThat(arranged(64, -40, -36, 216).ordered()).isFalse();
    assertThat(arranged(64, Long.MIN_VALUE, Long.MAX_VALUE).ordered()).isFalse();
    assertThat(arranged(64).ordered()).isFalse();
    assertThat(arranged(64, 5).ordered()).isFalse();
    assertThat(arranged(64, 1 << 20, 1).isFar(1, 63)).isFalse();
  }

  @SuppressWarnings("unchecked")
  private static AggregationTable table(Aggregator<?, ?, ?> aggregator) {
    Spill never =
        () -> {
          throw new AssertionError("there is memory enough");
        };
    return AggregationTable.of(
        (Aggregator<Object, Object, Object>) aggregator,
        (Codec<Object>) (Codec<?>) Codecs.LONG,
        7,
        Claims.of(256 << 20),
        never);
  }

  /** The keys of a table as they are read out, each of which must have been counted once. */
  private static List<Object> keys(AggregationTable table) {
    List<Object> keys = new ArrayList<>();
    for (int slot : table.inOrder()) {
      keys.add(table.keyAt(slot));
    }
    return keys;
  }

  private static void feed(AggregationTable table, List<Long> keys) {
    Feed feed = table.feed(new Blame("test"));
    keys.forEach(key -> feed.emit(key, 1L));
    feed.flush();
  }

  private static List<Long> shuffled(LongStream keys) {
    List<Long> all = new ArrayList<>(keys.boxed().toList());
    Collections.shuffle(all, new Random(5));
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4})
  void closeKeysAreReadOutInOrder(long stride) {
    List<Long> keys = shuffled(LongStream.rangeClosed(1, KEYS).map(key -> 5 + stride * key));
    for (Aggregator<?, ?, ?> each : List.of(Aggregators.count(), Aggregators.toList(Codecs.LONG))) {
      AggregationTable table = table(each);
      feed(table, keys);
      AggregationTable merged = table(each);
      int[] slots = table.inOrder();
      merged.take(table.columns(slots), 0, slots.length);
      assertThat(List.of(keys(table), keys(merged)))
          .allSatisfy(
              read -> assertThat(read).containsExactlyElementsOf(keys.stream().sorted().toList()));
    }
  }

  /**
   * Keys in order, and then as many that have the same homes: without giving up the order, each of
   * them would be put behind all others, and this would take minutes.
   */
  @Test
  void keysThatDoNotFitLaterMakeATableGiveUpItsOrder() {
    for (Aggregator<?, ?, ?> each : List.of(Aggregators.count(), Aggregators.toList(Codecs.LONG))) {
      AggregationTable table = table(each);
      feed(table, LongStream.rangeClosed(1, 262_144).boxed().toList());
      feed(table, LongStream.rangeClosed(1, 250_000).mapToObj(key -> key + (1L << 22)).toList());
      assertThat(keys(table)).hasSize(512_144).doesNotHaveDuplicates();
    }
  }

  /** The hash of a Long is also that of its complement: twice as many keys as homes. */
  @Test
  @Timeout(60)
  void keysThatShareHashesMakeATableGiveUpItsOrder() {
    AggregationTable table = table(Aggregators.toList(Codecs.LONG));
    feed(table, LongStream.range(-300_000, 300_000).boxed().toList());
    assertThat(keys(table)).hasSize(600_000).doesNotHaveDuplicates();
  }
}
