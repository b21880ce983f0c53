package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.testkit.Samples.KeyType;
import dev.tandem.testkit.probe.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A key's identity and partition come from its codec. */
interface KeyRules {
  /** Where to try the engine. */
  Bench bench();

  @TestFactory
  default Stream<DynamicTest> keysAreOneExactlyWhenTheirBytesAre() {
    return Samples.keyTypes().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> groupTwice(type)));
  }

  private <K> void groupTwice(KeyType<K> type) {
    Codec<K> codec = type.codec();
    List<K> twice = new ArrayList<>(type.keys());
    twice.addAll(type.keys());
    List<Pair<K, Long>> counts =
        bench()
            .ask(
                p ->
                    p.of(codec, twice)
                        .mapToPair(codec, Codecs.LONG, (key, out) -> out.emit(key, 1L))
                        .groupByKey()
                        .aggregate(Aggregators.sumLong())
                        .collect());
    Map<EncodedKey, Long> byKey = new HashMap<>();
    counts.forEach(count -> byKey.put(EncodedKey.of(codec, count.first()), count.second()));
    assertThat(counts).hasSize(type.keys().size());
    type.keys()
        .forEach(
            key ->
                assertThat(byKey.get(EncodedKey.of(codec, key))).as("count of a key").isEqualTo(2));
  }

  @TestFactory
  default Stream<DynamicTest> keysGoToThePartitionOfTheirHash() {
    return Samples.keyTypes().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> place(type)));
  }

  private <K> void place(KeyType<K> type) {
    Codec<K> codec = type.codec();
    List<Pair<Integer, K>> numbered = new ArrayList<>();
    type.keys().forEach(key -> numbered.add(Pair.of(numbered.size(), key)));
    Map<String, List<String>> parts =
        bench()
            .parts(
                p ->
                    p.of(Codecs.pair(Codecs.INTEGER, codec), numbered)
                        .mapToPair(
                            codec,
                            Codecs.INTEGER,
                            (pair, out) -> out.emit(pair.second(), pair.first()))
                        .reduceByKey(Math::max)
                        .values());
    assertThat(parts).hasSize(3);
    for (int i = 0; i < type.keys().size(); i++) {
      int partition = Math.floorMod(codec.hash(type.keys().get(i)), 3);
      assertThat(parts.get("part-r-0000" + partition)).contains(String.valueOf(i));
    }
  }

  @Test
  default void hashesOfTheJdkDecide() {
    assertThat(bench().parts(p -> p.of(List.of("a", "b", "c", "polygenelubricants")).distinct()))
        .containsEntry("part-r-00000", List.of("c"))
        .hasEntrySatisfying(
            "part-r-00001",
            lines -> assertThat(lines).containsExactlyInAnyOrder("a", "polygenelubricants"))
        .containsEntry("part-r-00002", List.of("b"));
  }

  @Test
  default void anUnusualTypeOfKeyWorksInEveryVerb() {
    List<byte[]> left = List.of(new byte[] {1}, new byte[] {1}, new byte[] {2}, new byte[] {3});
    List<byte[]> right = List.of(new byte[] {2}, new byte[] {3}, new byte[] {3});
    assertThat(bench().<Long>ask(p -> p.of(Codecs.BYTES, left).distinct().count())).isEqualTo(3);
    assertThat(
            bench()
                .<Long>ask(
                    p -> p.of(Codecs.BYTES, left).intersection(p.of(Codecs.BYTES, right)).count()))
        .isEqualTo(2);
    assertThat(
            bench()
                .<Long>ask(
                    p -> p.of(Codecs.BYTES, left).subtract(p.of(Codecs.BYTES, right)).count()))
        .isEqualTo(2);
    assertThat(
            bench()
                .<Long>ask(
                    p ->
                        p.of(Codecs.BYTES, left)
                            .keyBy(b -> b)
                            .join(p.of(Codecs.BYTES, right).keyBy(b -> b))
                            .count()))
        .isEqualTo(3);
  }

  @Test
  default void mapsAndSetsAreRefusedAsKeysBeforeTheFirstTask() {
    assertRefused(Map.class);
    assertRefused(Set.class);
    assertRefused(Samples.Holder.class);
  }

  private void assertRefused(Class<?> type) {
    Numbers numbers = Numbers.of(2, 5);
    String message =
        bench()
            .failure(
                p ->
                    p.read(numbers)
                        .mapToPair(type, Long.class, (n, out) -> out.emit(null, n))
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .named("counts")
                        .write(Bench.sink()));
    assertThat(message).contains("groupByKey", "cannot be a key");
    assertThat(numbers.opened().count()).isZero();
  }

  @Test
  default void mapsInsideKeysOfAnOpenClassAreRefused() {
    String message =
        bench()
            .failure(
                p ->
                    p.of(List.of(1, 2))
                        .keyBy(n -> (Object) List.of(Map.of(n, n)))
                        .groupByKey()
                        .aggregate(Aggregators.count())
                        .write(Bench.sink()));
    assertThat(message).contains("cannot be a key");
  }

  @Test
  default void aPartitionerPlacesKeys() {
    assertThat(
            bench()
                .parts(
                    p ->
                        p.of(List.of(1, 2, 3, 4, 5, 6))
                            .keyBy(n -> n)
                            .groupByKey(
                                new Grouping<Integer, Integer>(
                                    2, (n, parts) -> n < 3 ? 1 : 0, null, null))
                            .aggregate(Aggregators.count())
                            .keys())
                .get("part-r-00001"))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  default void anIllegalPartitionFailsTheTask() {
    for (int illegal : new int[] {-1, 2}) {
      String message =
          bench()
              .failure(
                  p ->
                      p.of(List.of(7))
                          .keyBy(n -> n)
                          .groupByKey(
                              new Grouping<Integer, Integer>(2, (n, parts) -> illegal, null, null))
                          .aggregate(Aggregators.count())
                          .write(Bench.sink()));
      assertThat(message).contains("Illegal partition " + illegal, "for key 7");
    }
  }

  @Test
  default void manyKeysWithOneHashAreStillDifferent() {
    // "Aa" and "BB" have the same String.hashCode, and so has every text made of the two.
    List<String> colliding = new ArrayList<>(List.of(""));
    for (int i = 0; i < 11; i++) {
      List<String> longer = new ArrayList<>();
      colliding.forEach(text -> longer.addAll(List.of(text + "Aa", text + "BB")));
      colliding = longer;
    }
    List<String> keys = colliding;
    assertThat(
            bench()
                .<Long>ask(
                    p -> p.of(Codecs.TEXT, keys).union(p.of(Codecs.TEXT, keys)).distinct().count()))
        .isEqualTo(2048);
  }
}
