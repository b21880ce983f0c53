package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private static final Spill NEVER =
      () -> {
        throw new AssertionError("there is memory enough");
      };

  @SuppressWarnings("unchecked")
  private static AggregationTable table(
      Aggregator<?, ?, ?> aggregator, Codec<?> codec, long memory, Spill spill) {
    return AggregationTable.of(
        (Aggregator<Object, Object, Object>) aggregator,
        (Codec<Object>) codec,
        7,
        Claims.of(memory),
        spill);
  }

  private static void add(AggregationTable table, Object key, Object value) {
    Feed feed = table.feed(new Blame("test"));
    feed.emit(key, value);
    feed.flush();
  }

  private static Map<Object, Object> content(AggregationTable table) {
    Map<Object, Object> content = new HashMap<>();
    for (int slot : table.inOrder()) {
      Object accumulator = table.accumulatorAt(slot);
      content.put(table.keyAt(slot), accumulator instanceof long[] n ? (Object) n[0] : accumulator);
    }
    return content;
  }

  @Test
  void countsAsAMapDoesWhileItGrows() {
    AggregationTable table = table(Aggregators.count(), Codecs.TEXT, 64 << 20, NEVER);
    Map<Object, Object> expected = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      String key = "k" + random.nextInt(20_000);
      add(table, key, 1L);
      expected.merge(key, 1L, (a, b) -> (Long) a + (Long) b);
    }
    assertThat(content(table)).isEqualTo(expected);
    assertThat(table.size()).isEqualTo(expected.size());
  }

  @Test
  void keysWithTheSameHashStayApart() {
    AggregationTable table = table(Aggregators.count(), Codecs.TEXT, 64 << 20, NEVER);
    List<String> colliding = colliding(256);
    for (int round = 0; round < 3; round++) {
      colliding.forEach(key -> add(table, key, 1L));
    }
    assertThat(colliding.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(content(table))
        .hasSize(256)
        .allSatisfy((key, count) -> assertThat(count).isEqualTo(3L));
  }

  /** "Aa" and "BB" have the same hash, and so have all their concatenations. */
  private static List<String> colliding(int count) {
    List<String> keys = new ArrayList<>(List.of(""));
    while (keys.size() < count) {
      List<String> longer = new ArrayList<>();
      keys.forEach(key -> longer.addAll(List.of(key + "Aa", key + "BB")));
      keys = longer;
    }
    return keys;
  }

  @Test
  void theLeastHashAndTheHashZeroAreHashesLikeOthers() {
    AggregationTable table = table(Aggregators.count(), Codecs.TEXT, 64 << 20, NEVER);
    List<String> odd = List.of("polygenelubricants", "", "\0", "a");
    odd.forEach(key -> add(table, key, 1L));
    odd.forEach(key -> add(table, key, 1L));
    assertThat("polygenelubricants".hashCode()).isEqualTo(Integer.MIN_VALUE);
    assertThat(content(table))
        .hasSize(4)
        .allSatisfy((key, count) -> assertThat(count).isEqualTo(2L));
    assertThat(new Placement(null, 3).of("polygenelubricants", Integer.MIN_VALUE)).isEqualTo(1);
  }

  @Test
  void keysWhoseEqualsDoesNotAgreeWithTheirBytesAreKeptAsBytes() {
    AggregationTable table = table(Aggregators.count(), Codecs.BYTES, 64 << 20, NEVER);
    add(table, new byte[] {1, 2}, 1L);
    add(table, new byte[] {1, 2}, 1L);
    add(table, new byte[] {2, 1}, 1L);
    assertThat(table.size()).isEqualTo(2);
    assertThat(content(table).keySet())
        .allSatisfy(key -> assertThat(key).isInstanceOf(byte[].class));
  }

  @Test
  void aTableThatMayNotGrowSpillsAndLosesNothing() {
    Map<Object, Long> spilled = new HashMap<>();
    AggregationTable[] table = new AggregationTable[1];
    int[] spills = {0};
    table[0] =
        table(
            Aggregators.count(),
            Codecs.TEXT,
            64 << 10,
            () -> {
              content(table[0])
                  .forEach((key, count) -> spilled.merge(key, (Long) count, Long::sum));
              table[0].clear();
              spills[0]++;
            });
    for (int i = 0; i < 40_000; i++) {
      add(table[0], "key number " + i % 10_000, 1L);
    }
    content(table[0]).forEach((key, count) -> spilled.merge(key, (Long) count, Long::sum));
    assertThat(spills[0]).isGreaterThan(3);
    assertThat(spilled).hasSize(10_000).allSatisfy((key, count) -> assertThat(count).isEqualTo(4L));
  }

  @Test
  void growingAccumulatorsAreSeenByTheBudget() {
    int[] spills = {0};
    AggregationTable[] table = new AggregationTable[1];
    table[0] =
        table(
            Aggregators.toList(Codecs.TEXT),
            Codecs.TEXT,
            256 << 10,
            () -> {
              spills[0]++;
              table[0].clear();
            });
    for (int i = 0; i < 50_000; i++) {
      add(table[0], "one key", "value number " + i);
    }
    assertThat(spills[0]).isBetween(3, 100);
  }

  @Test
  void whatWasPublishedIsNeverChangedByMerging() {
    AggregationTable table = table(Aggregators.toList(Codecs.TEXT), Codecs.TEXT, 64 << 20, NEVER);
    List<String> published = new ArrayList<>(List.of("a"));
    Columns columns =
        Columns.of(
            new Object[] {"k", "k"},
            new int[] {"k".hashCode(), "k".hashCode()},
            new Object[] {published, published},
            false);
    table.take(columns, 0, 2);
    assertThat(published).containsExactly("a");
    assertThat(content(table)).containsEntry("k", List.of("a", "a"));
  }

  @Test
  void entriesFromALargeTableDoNotPileUpInASmallOne() {
    AggregationTable large = table(Aggregators.count(), Codecs.LONG, 256 << 20, NEVER);
    for (long i = 0; i < 200_000; i++) {
      add(large, i * 7919, 1L);
    }
    // one that would put every entry in its home slot's order: 200,000 entries in one cluster would
    // take minutes
    AggregationTable small =
        AggregationTable.of(
            cast(Aggregators.count()), castCodec(Codecs.LONG), 8, Claims.of(256 << 20), NEVER);
    Columns all = large.columns(large.inOrder());
    for (int i = 0; i < 200_000; i++) {
      small.take(all, i, i + 1);
    }
    assertThat(small.size()).isEqualTo(200_000);
  }

  @SuppressWarnings("unchecked")
  private static Aggregator<Object, Object, Object> cast(Aggregator<?, ?, ?> aggregator) {
    return (Aggregator<Object, Object, Object>) aggregator;
  }

  @SuppressWarnings("unchecked")
  private static Codec<Object> castCodec(Codec<?> codec) {
    return (Codec<Object>) codec;
  }

  @Test
  void chainsKeepTheOrderInWhichValuesCame() {
    GroupTable table = new GroupTable(castCodec(Codecs.TEXT), 2, Claims.of(64 << 20), NEVER);
    for (int i = 0; i < 1000; i++) {
      String key = "k" + i % 100;
      table.add(i / 100 % 2, key, key.hashCode(), i, true);
    }
    for (int slot : table.inOrder()) {
      int k = Integer.parseInt(((String) table.keyAt(slot)).substring(1));
      assertThat(chain(table, slot, 0)).containsExactly(k, k + 200, k + 400, k + 600, k + 800);
      assertThat(chain(table, slot, 1))
          .containsExactly(k + 100, k + 300, k + 500, k + 700, k + 900);
    }
    assertThat(table.size()).isEqualTo(100);
  }

  private static List<Object> chain(GroupTable table, int slot, int input) {
    List<Object> values = new ArrayList<>();
    for (int link = table.first(slot, input); link > 0; link = table.next(link)) {
      values.add(table.value(link));
    }
    return values;
  }

  @Test
  void numbersAreTheirOwnFingerprints() {
    AggregationTable longs = table(Aggregators.count(), Codecs.LONG, 64 << 20, NEVER);
    AggregationTable ints = table(Aggregators.count(), Codecs.INTEGER, 64 << 20, NEVER);
    // 0, -1 and 1L << 32 | 1 all have the hash 0 as longs
    List<Long> odd = List.of(0L, -1L, 1L << 32 | 1, 1L, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE);
    for (int round = 0; round < 3; round++) {
      odd.forEach(key -> add(longs, Long.valueOf(key.toString()), 1L));
      for (int key = -500; key < 500; key++) {
        add(ints, key, 1L);
        add(longs, 1000L * key - 7, 1L);
      }
    }
    assertThat(content(longs)).hasSize(1007).containsKeys(odd.toArray());
    assertThat(content(ints)).hasSize(1000);
    assertThat(List.of(content(longs), content(ints)))
        .allSatisfy(
            all -> assertThat(all.values()).allSatisfy(count -> assertThat(count).isEqualTo(3L)));
    for (int slot : ints.inOrder()) {
      assertThat(ints.hashAt(slot)).isEqualTo(ints.identityAt(slot).hashCode());
    }
  }
}
