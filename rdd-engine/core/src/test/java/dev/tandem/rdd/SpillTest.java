package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a budget of 1 MB the same answers come from disk. */
class SpillTest {
  private static final int RECORDS = 60_000;

  @TempDir Path folder;

  private static KeyedBag<String, Long> pairs(Pipeline p, int keys) {
    return p.read(Numbers.of(4, RECORDS / 4))
        .mapToPair(
            String.class, Long.class, (n, out) -> out.emit("key number " + n * 7919 % keys, n));
  }

  /** Runs with memory enough, then with too little, and compares. */
  private void same(boolean spills, Function<Pipeline, Bag<?>> flow) {
    List<?> expected = answer(false, flow, options -> options);
    assertThat(answer(spills, flow, options -> options.withMemory(1 << 20))).isEqualTo(expected);
    assertThat(answer(false, flow, options -> options.withConf("shuffle", "files")))
        .isEqualTo(expected);
  }

  private List<?> answer(
      boolean spills, Function<Pipeline, Bag<?>> flow, UnaryOperator<RunOptions> change) {
    try (Runs runs = new Runs(folder, options -> change.apply(options.withMemory(256 << 20)))) {
      List<Object> answer = new ArrayList<>(flow.apply(runs.pipeline).collect());
      if (spills) {
        assertThat(runs.get(Measure.SPILLED_RECORDS)).isPositive();
        assertThat(runs.get(Measure.SPILLED_BYTES)).isPositive();
      } else {
        assertThat(runs.get(Measure.SPILLED_RECORDS)).isZero();
      }
      return answer;
    }
  }

  private static Bag<?> ordered(Bag<String> bag) {
    return bag.sort(Orders.text());
  }

  @Test
  void reduceByKey() {
    same(true, p -> ordered(pairs(p, 20_000).reduceByKey(Long::sum).map(Pair::toString)));
  }

  /** Two letters to the same hash, fourteen times: 16,384 keys of one hash. */
  @Test
  void keysThatAllHaveOneHash() {
    int keys = 1 << 14;
    Function<Pipeline, Bag<?>> sums =
        p ->
            ordered(
                p.read(Numbers.of(2, keys))
                    .mapToPair(
                        String.class, Long.class, (n, out) -> out.emit(collision(n % keys), n))
                    .reduceByKey(Long::sum)
                    .map(Pair::toString));
    assertThat(collision(0).hashCode()).isEqualTo(collision(keys - 1).hashCode());
    same(true, sums);
  }

  private static String collision(long n) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 14; bit++) {
      key.append((n >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  @Test
  void sumsInPrimitiveSlots() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 20_000)
                    .groupByKey()
                    .aggregate(Aggregators.sumLong())
                    .map(Pair::toString)));
  }

  @Test
  void doublesInPrimitiveSlots() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 20_000)
                    .mapValues(n -> (double) n)
                    .groupByKey()
                    .aggregate(Aggregators.sumDouble())
                    .map(Pair::toString)));
  }

  @Test
  void accumulatorsThatGrow() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 50)
                    .groupByKey()
                    .aggregate(Aggregators.toList(Codecs.LONG))
                    .mapValues(list -> list.stream().mapToLong(n -> n).sum() + " of " + list.size())
                    .map(Pair::toString)));
  }

  @Test
  void groupByKey() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 20_000)
                    .groupByKey()
                    .flatMap(String.class, (key, values, out) -> out.emit(key + sum(values)))));
  }

  @Test
  void oneGroupLargerThanTheBudget() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 1)
                    .groupByKey()
                    .flatMap(String.class, (key, values, out) -> out.emit(key + sum(values)))));
  }

  private static long sum(Iterator<Long> values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.next();
    }
    return sum;
  }

  @Test
  void keysAreOneByTheirBytes() {
    same(
        true,
        p ->
            ordered(
                p.read(Numbers.of(4, RECORDS / 4))
                    .mapToPair(
                        byte[].class,
                        Long.class,
                        (n, out) -> out.emit(new byte[] {(byte) (n % 50), (byte) (n % 70)}, n))
                    .groupByKey()
                    .flatMap(
                        String.class,
                        (key, values, out) ->
                            out.emit(key[0] + " " + key[1] + " " + sum(values)))));
  }

  @Test
  void joinsAndCogroups() {
    same(true, p -> ordered(pairs(p, 20_000).join(pairs(p, 30_000)).map(Pair::toString)));
  }

  @Test
  void joinsOfBagsThatArePlacedAlike() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 20_000)
                    .groupByKey()
                    .aggregate(Aggregators.sumLong())
                    .join(pairs(p, 30_000).groupByKey().aggregate(Aggregators.count()))
                    .map(Pair::toString)));
  }

  @Test
  void sort() {
    same(true, p -> pairs(p, 20_000).sortByKey(Orders.text()).keys());
  }

  @Test
  void sortBackwardsAndByComparator() {
    same(true, p -> pairs(p, 20_000).sortByKey(Orders.text().reversed()).keys());
    same(
        true,
        p ->
            pairs(p, 20_000)
                .sortByKey(
                    Orders.by(
                        (Comparator<String> & java.io.Serializable)
                            Comparator.<String>reverseOrder()))
                .keys());
  }

  @Test
  void secondarySort() {
    same(
        true,
        p ->
            ordered(
                pairs(p, 500)
                    .groupByKey(Grouping.<String, Long>any().sortValues(Orders.longs().reversed()))
                    .flatMap(String.class, (key, values, out) -> out.emit(key + joined(values)))));
  }

  @Test
  void secondarySortOfSortedKeysByComparators() {
    same(
        true,
        p ->
            pairs(p, 500)
                .groupByKey(
                    Grouping.<String, Long>sorted(Orders.text())
                        .sortValues(
                            Orders.by((Comparator<Long> & java.io.Serializable) Long::compare)))
                .flatMap(String.class, (key, values, out) -> out.emit(key + joined(values))));
  }

  private static String joined(Iterator<Long> values) {
    StringBuilder text = new StringBuilder();
    long before = -1;
    int turns = 0;
    while (values.hasNext()) {
      long value = values.next();
      turns += before >= 0 && value > before ? 1 : 0;
      before = value;
      text.append(' ').append(value);
    }
    return " " + turns + " " + text.toString().hashCode();
  }

  @Test
  void aggregatesInTheOrderOfTheirKeys() {
    same(
        true,
        p ->
            pairs(p, 20_000)
                .groupByKey(Grouping.sorted(Orders.text()))
                .aggregate(Aggregators.sumLong())
                .map(Pair::toString));
  }

  @Test
  void aSortWritesNoRecordTwice() {
    UnaryOperator<RunOptions> change = options -> options.withMemory(4 << 20).withPartitions(2);
    try (Runs runs = new Runs(folder, change)) {
      Bag<String> keys = pairs(runs.pipeline, RECORDS).map(pair -> pair.first() + " once more");
      assertThat(keys.sort(Orders.text()).collect()).hasSize(RECORDS).isSorted();
      assertThat(runs.get(Measure.SPILLED_RECORDS)).isBetween(RECORDS / 4L, (long) RECORDS);
    }
  }
}
