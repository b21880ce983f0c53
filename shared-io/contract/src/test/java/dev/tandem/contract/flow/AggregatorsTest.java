package dev.tandem.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregatorsTest {
  private static <V, A, R> R result(Aggregator<V, A, R> aggregator, List<V> left, List<V> right) {
    A into = fold(aggregator, left);
    return aggregator.finish(
        aggregator.merge(into, travelled(aggregator.accumulatorCodec(), fold(aggregator, right))));
  }

  private static <V, A> A fold(Aggregator<V, A, ?> aggregator, List<V> values) {
    A acc = aggregator.create();
    for (V value : values) {
      acc = aggregator.add(acc, value);
    }
    return acc;
  }

  private static <A> A travelled(Codec<A> codec, A accumulator) {
    Output out = new Output(8);
    codec.write(accumulator, out);
    return codec.read(new Input(out.toByteArray()));
  }

  @Test
  void countsAndSums() {
    assertThat(result(Aggregators.<String>count(), List.of("a", "b"), List.of("c"))).isEqualTo(3);
    assertThat(result(Aggregators.sumLong(), List.of(1L, -5L), List.of(10L))).isEqualTo(6);
    assertThat(result(Aggregators.sumDouble(), List.of(0.5), List.of(0.25))).isEqualTo(0.75);
    assertThat(result(Aggregators.sumLong(), List.of(), List.of())).isZero();
  }

  @Test
  void keepsTheFirstInAnOrder() {
    Aggregator<Long, ?, List<Long>> smallest = Aggregators.first(2, Codecs.LONG, Orders.longs());
    assertThat(result(smallest, List.of(5L, 3L, 9L), List.of(4L, 3L))).containsExactly(3L, 3L);
    assertThat(result(smallest, List.of(), List.of(1L))).containsExactly(1L);
    assertThat(result(Aggregators.first(0, Codecs.LONG, Orders.longs()), List.of(1L), List.of(2L)))
        .isEmpty();
  }

  @Test
  void listsHoldAll() {
    assertThat(result(Aggregators.toList(Codecs.TEXT), List.of("a", "b"), List.of("a")))
        .containsExactlyInAnyOrder("a", "a", "b");
  }

  @Test
  void aListThatWasReadBackGoesOnGrowing() {
    Aggregator<Long, java.util.ArrayList<Long>, List<Long>> list = Aggregators.toList(Codecs.LONG);
    assertThat(
            list.finish(list.add(travelled(list.accumulatorCodec(), fold(list, List.of(1L))), 2L)))
        .containsExactly(1L, 2L);
  }

  @Test
  void reduceFoldsAndRefusesNothingAndNull() {
    Aggregator<Long, Object[], Long> max = Aggregators.reduce(Math::max, Codecs.LONG);
    assertThat(result(max, List.of(3L, 8L), List.of(5L))).isEqualTo(8);
    assertThat(result(max, List.of(), List.of(5L))).isEqualTo(5);
    assertThat(result(max, List.of(5L), List.of())).isEqualTo(5);
    assertThatThrownBy(() -> result(max, List.of(), List.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fold(Aggregators.reduce((a, b) -> null, Codecs.LONG), List.of(1L, 2L)))
        .hasMessageContaining("null");
    Aggregator<Long, Object[], Long> failing =
        Aggregators.reduce(
            (a, b) -> {
              throw new IOException("inside");
            },
            Codecs.LONG);
    assertThatThrownBy(() -> fold(failing, List.of(1L, 2L)))
        .isInstanceOf(FunctionFailed.class)
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void theSeedOfAnEmptyBagIsSkippedByEveryKind() {
    assertThat(seeded(Aggregators.sumLong(), 5L)).isEqualTo(5L);
    assertThat(seeded(Aggregators.sumDouble(), 5.0)).isEqualTo(5.0);
    assertThat(seeded(Aggregators.toList(Codecs.LONG), 5L)).isEqualTo(List.of(5L));
    assertThat(Seeded.skipping(Aggregators.sumLong())).isInstanceOf(LongAggregator.class);
    assertThat(Seeded.skipping(Aggregators.sumDouble())).isInstanceOf(DoubleAggregator.class);
  }

  private static <V, A, R> R seeded(Aggregator<V, A, R> aggregator, V value) {
    Aggregator<Object, A, R> skipping = Seeded.skipping(aggregator);
    return skipping.finish(fold(skipping, List.of(Seed.NO_VALUE, value)));
  }
}
