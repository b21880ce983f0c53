package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.JoinFn;
import dev.tandem.contract.flow.JoinType;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Joins of all types, and cogroups. */
interface JoinRules {
  /** Shows a match, and what is missing as a dash. */
  JoinFn<String, String, String, String> SHOW =
      (key, left, right, out) ->
          out.emit(key + ":" + (left == null ? "-" : left) + (right == null ? "-" : right));

  /** Where to try the engine. */
  Bench bench();

  /** Values under their first letter; duplicates of keys on both sides. */
  private static KeyedBag<String, String> side(Pipeline p, String... records) {
    return p.of(Codecs.TEXT, List.of(records))
        .mapToPair(
            String.class, String.class, (s, out) -> out.emit(s.substring(0, 1), s.substring(1)));
  }

  private static KeyedBag<String, String> left(Pipeline p) {
    return side(p, "a1", "a2", "b3", "c4");
  }

  private static KeyedBag<String, String> right(Pipeline p) {
    return side(p, "ax", "ay", "bz", "dw", "dw");
  }

  private List<String> joined(JoinType type) {
    return bench().lines(p -> left(p).join(right(p), type, String.class, SHOW));
  }

  @Test
  default void innerJoinHasEveryPairOfValues() {
    assertThat(joined(JoinType.INNER))
        .containsExactlyInAnyOrder("a:1x", "a:1y", "a:2x", "a:2y", "b:3z");
    assertThat(bench().lines(p -> left(p).join(right(p))))
        .containsExactlyInAnyOrder("a\t1\tx", "a\t1\ty", "a\t2\tx", "a\t2\ty", "b\t3\tz");
  }

  @Test
  default void leftJoinKeepsTheLeftSide() {
    assertThat(joined(JoinType.LEFT))
        .containsExactlyInAnyOrder("a:1x", "a:1y", "a:2x", "a:2y", "b:3z", "c:4-");
  }

  @Test
  default void rightJoinKeepsTheRightSide() {
    assertThat(joined(JoinType.RIGHT))
        .containsExactlyInAnyOrder("a:1x", "a:1y", "a:2x", "a:2y", "b:3z", "d:-w", "d:-w");
  }

  @Test
  default void fullJoinKeepsBothSides() {
    assertThat(joined(JoinType.FULL))
        .containsExactlyInAnyOrder("a:1x", "a:1y", "a:2x", "a:2y", "b:3z", "c:4-", "d:-w", "d:-w");
  }

  @Test
  default void joinsWithAnEmptySide() {
    assertThat(bench().lines(p -> left(p).join(side(p), JoinType.INNER, String.class, SHOW)))
        .isEmpty();
    assertThat(bench().lines(p -> side(p, "a1").join(side(p), JoinType.LEFT, String.class, SHOW)))
        .containsExactly("a:1-");
    assertThat(bench().lines(p -> side(p).join(side(p, "a1"), JoinType.FULL, String.class, SHOW)))
        .containsExactly("a:-1");
  }

  @Test
  default void aBagJoinsWithItself() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      KeyedBag<String, String> left = left(p);
                      return left.join(left, JoinType.INNER, String.class, SHOW);
                    }))
        .containsExactlyInAnyOrder("a:11", "a:12", "a:21", "a:22", "b:33", "c:44");
  }

  @Test
  default void sidesWithDifferentCodecsOfKeysAreJoined() {
    assertThat(
            bench()
                .lines(
                    p ->
                        left(p)
                            .join(
                                side(p, "ax")
                                    .as(Codecs.pair(Codecs.TEXT, Codecs.TEXT))
                                    .mapToPair(
                                        Codecs.<String>of(String.class),
                                        Codecs.TEXT,
                                        (pair, out) -> out.emit(pair.first(), pair.second())))))
        .containsExactlyInAnyOrder("a\t1\tx", "a\t2\tx");
    assertThat(
            bench()
                .lines(
                    p ->
                        left(p)
                            .join(
                                p.of(List.of("ax"))
                                    .keyBy(s -> (Object) s.substring(0, 1))
                                    .map(pair -> pair)
                                    .mapToPair(
                                        String.class,
                                        Object.class,
                                        (pair, out) ->
                                            out.emit((String) pair.first(), pair.second())))))
        .containsExactlyInAnyOrder("a\t1\tax", "a\t2\tax");
  }

  @Test
  default void cogroupHasBothSidesOfEveryKey() {
    assertThat(
            bench()
                .lines(
                    p ->
                        left(p)
                            .cogroup(
                                right(p),
                                String.class,
                                (key, lefts, rights, out) -> {
                                  int l = 0;
                                  for (; lefts.hasNext(); lefts.next()) {
                                    l++;
                                  }
                                  int r = 0;
                                  for (; rights.hasNext(); rights.next()) {
                                    r++;
                                  }
                                  out.emit(key + l + r);
                                })))
        .containsExactlyInAnyOrder("a22", "b11", "c10", "d02");
  }

  @Test
  default void cogroupMayReadASideInPartOnly() {
    assertThat(
            bench()
                .lines(
                    p ->
                        left(p)
                            .cogroup(
                                right(p),
                                String.class,
                                (key, lefts, rights, out) -> {
                                  String l = lefts.hasNext() ? "some" : "none";
                                  out.emit(key + l + (rights.hasNext() ? "some" : "none"));
                                })))
        .containsExactlyInAnyOrder("asomesome", "bsomesome", "csomenone", "dnonesome");
  }

  @Test
  default void theLeftSideEndsWhenTheRightSideIsRead() {
    assertThat(
            bench()
                .lines(
                    p ->
                        side(p, "a1", "a2")
                            .cogroup(
                                side(p, "ax"),
                                String.class,
                                (key, lefts, rights, out) -> {
                                  lefts.next();
                                  out.emit(rights.next() + lefts.hasNext());
                                })))
        .containsExactly("xfalse");
  }

  @Test
  default void subtractByKeyKeepsKeysThatTheRightSideLacks() {
    assertThat(bench().lines(p -> left(p).subtractByKey(right(p)))).containsExactly("c\t4");
    assertThat(bench().lines(p -> right(p).subtractByKey(left(p)))).containsExactly("d\tw", "d\tw");
  }

  @Test
  default void inputsThatArePartitionedAlikeGiveTheSameAnswer() {
    assertThat(
            bench()
                .lines(
                    p -> {
                      KeyedBag<Integer, Long> ones =
                          p.of(IntStream.range(0, 1000).boxed().toList())
                              .mapToPair(
                                  Integer.class, Long.class, (n, out) -> out.emit(n % 100, 1L));
                      KeyedBag<Integer, Long> counts = ones.reduceByKey(Long::sum);
                      KeyedBag<Integer, Long> maxima =
                          ones.mapValues(v -> v * 5).reduceByKey(Math::max);
                      return counts
                          .join(maxima)
                          .mapValues(both -> both.first() + both.second())
                          .join(counts)
                          .mapValues(both -> both.first() * both.second())
                          .values()
                          .distinct();
                    }))
        .containsExactly("150");
  }

  @Test
  default void groupingByTheSameKeysAgainKeepsTheAnswer() {
    assertThat(
            bench()
                .lines(
                    p ->
                        left(p)
                            .groupByKey()
                            .flatMapValues(
                                String.class,
                                (key, values, out) -> values.forEachRemaining(out::emit))
                            .groupByKey()
                            .aggregate(Aggregators.count())))
        .containsExactlyInAnyOrder("a\t2", "b\t1", "c\t1");
  }

  @Test
  default void threeWayJoinsNest() {
    assertThat(bench().lines(p -> left(p).join(right(p)).join(side(p, "aq", "bq")).keys()))
        .containsExactlyInAnyOrder("a", "a", "a", "a", "b");
  }
}
