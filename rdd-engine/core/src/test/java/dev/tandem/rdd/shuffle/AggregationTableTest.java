package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of table against a map, under random operations. */
class AggregationTableTest {
  private static final long PLENTY = 64 << 20;

  /** A kind of key: the table that it gets, and how it is made of a number. */
  enum Keys {
    LONGS(Codecs.LONG, n -> n * 7919L - 3, NumberTable.class),
    LONGS_OF_ONE_HASH(Codecs.LONG, n -> n << 32 | n, NumberTable.class),
    LONGS_FAR_APART(Codecs.LONG, n -> n << 44, NumberTable.class),
    INTS(Codecs.INTEGER, n -> (int) (n - 100), NumberTable.class),
    TEXTS(Codecs.TEXT, n -> "key " + n, CellTable.class),
    /** Of 0 there are two with different bytes, of NaN there is one. */
    DOUBLES(Codecs.DOUBLE, Keys::oddDouble, CellTable.class),
    BYTES_IN_A_LIST(Codecs.list(Codecs.LONG), n -> List.of(n % 7, n), CellTable.class);

    private final Codec<?> codec;
    private final Function<Long, Object> of;
    private final Class<?> table;

    Keys(Codec<?> codec, Function<Long, Object> of, Class<?> table) {
      this.codec = codec;
      this.of = of;
      this.table = table;
    }

    private static Object oddDouble(long n) {
      return switch ((int) (n % 5)) {
        case 0 -> 0.0;
        case 1 -> -0.0;
        case 2 -> Double.NaN;
        case 3 -> Double.longBitsToDouble(0x7ff8000000000000L + n % 3);
        default -> n / 8.0;
      };
    }
  }

  @SuppressWarnings("unchecked")
  private static AggregationTable table(
      Aggregator<?, ?, ?> aggregator, Keys keys, long memory, Spill spill) {
    return AggregationTable.of(
        (Aggregator<Object, Object, Object>) aggregator,
        (Codec<Object>) keys.codec,
        7,
        Claims.of(memory),
        spill);
  }

  /** What a table holds, by the bytes of the keys: they are what tells keys apart. */
  private static void addTo(Map<Object, Double> content, AggregationTable table, Keys keys) {
    for (int slot : table.inOrder()) {
      double sum = ((double[]) table.accumulatorAt(slot))[0];
      assertThat(table.hashAt(slot)).isEqualTo(hash(keys, table.keyAt(slot)));
      content.merge(bytes(keys, table.keyAt(slot)), sum, Double::sum);
    }
  }

  @SuppressWarnings("unchecked")
  private static Object bytes(Keys keys, Object key) {
    Output out = new Output(16);
    ((Codec<Object>) keys.codec).write(key, out);
    return ByteBuffer.wrap(out.toByteArray());
  }

  @SuppressWarnings("unchecked")
  private static int hash(Keys keys, Object key) {
    return ((Codec<Object>) keys.codec).hash(key);
  }

  private static void never() {
    throw new AssertionError("there is memory enough");
  }

  @ParameterizedTest
  @EnumSource
  void sumsAsAMapDoesWhileItGrowsAndWhenItIsUsedAgain(Keys keys) {
    AggregationTable table =
        table(Aggregators.sumDouble(), keys, PLENTY, AggregationTableTest::never);
    assertThat(table).isInstanceOf(keys.table);
    for (int distinct : List.of(3, 20_000, 1_000)) {
      Map<Object, Double> expected = new HashMap<>();
      feed(table, keys, distinct, 30_000, expected);
      Map<Object, Double> content = new HashMap<>();
      addTo(content, table, keys);
      assertThat(content).isEqualTo(expected);
      assertThat(table.size()).isEqualTo(expected.size());
      table.clear();
      assertThat(table.inOrder()).isEmpty();
    }
  }

  private static void feed(
      AggregationTable table, Keys keys, int distinct, int records, Map<Object, Double> expected) {
    Random random = new Random(distinct);
    Feed feed = table.feed(new Blame("test"));
    for (int i = 0; i < records; i++) {
      Object key = keys.of.apply((long) random.nextInt(distinct));
      double value = random.nextInt(1000);
      feed.emit(key, value);
      expected.merge(bytes(keys, key), value, Double::sum);
    }
    feed.flush();
    assertThat(feed.records()).isEqualTo(records);
  }

  @ParameterizedTest
  @EnumSource
  void whatOneTablePublishesAnotherOneMerges(Keys keys) {
    Map<Object, Double> expected = new HashMap<>();
    AggregationTable merged =
        table(Aggregators.sumDouble(), keys, PLENTY, AggregationTableTest::never);
    for (int part = 1; part <= 3; part++) {
      AggregationTable table =
          table(Aggregators.sumDouble(), keys, PLENTY, AggregationTableTest::never);
      feed(table, keys, part * 9_000, 20_000, expected);
      Columns columns = table.columns(table.inOrder());
      merged.take(columns, 0, 100 % table.size());
      merged.take(columns, 100 % table.size(), table.size());
    }
    Map<Object, Double> content = new HashMap<>();
    addTo(content, merged, keys);
    assertThat(content).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatMayNotGrowSpillsAndLosesNothing(Keys keys) {
    Map<Object, Double> spilled = new HashMap<>();
    AggregationTable[] table = new AggregationTable[1];
    int[] spills = {0};
    table[0] =
        table(
            Aggregators.sumDouble(),
            keys,
            64 << 10,
            () -> {
              addTo(spilled, table[0], keys);
              table[0].clear();
              spills[0]++;
            });
    Map<Object, Double> expected = new HashMap<>();
    feed(table[0], keys, 20_000, 30_000, expected);
    AggregationTable large =
        table(Aggregators.sumDouble(), keys, PLENTY, AggregationTableTest::never);
    feed(large, keys, 10_000, 20_000, expected);
    table[0].take(large.columns(large.inOrder()), 0, large.size());
    addTo(spilled, table[0], keys);
    assertThat(spills[0]).isGreaterThan(3);
    assertThat(spilled).isEqualTo(expected);
  }
}
