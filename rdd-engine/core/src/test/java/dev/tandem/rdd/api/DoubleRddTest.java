package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.contract.flow.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubleRddTest extends ApiTest {
  @Test
  void figuresInOnePass() {
    DoubleRdd rdd = sc.parallelizeDoubles(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0), 3);
    assertThat(rdd.sum()).isEqualTo(40);
    assertThat(rdd.mean()).isEqualTo(5);
    assertThat(rdd.variance()).isCloseTo(4, within(1e-12));
    assertThat(rdd.popVariance()).isCloseTo(4, within(1e-12));
    assertThat(rdd.stdev()).isCloseTo(2, within(1e-12));
    assertThat(rdd.popStdev()).isCloseTo(2, within(1e-12));
    assertThat(rdd.sampleVariance()).isCloseTo(32.0 / 7, within(1e-12));
    assertThat(rdd.sampleStdev()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(rdd.min()).isEqualTo(2);
    assertThat(rdd.max()).isEqualTo(9);
    assertThat(rdd.stats().count()).isEqualTo(8);
    assertThat(tasks()).containsOnly(3).hasSize(11);
  }

  @Test
  void figuresOfNothing() {
    DoubleRdd none = sc.parallelizeDoubles(List.of(), 2);
    assertThat(none.sum()).isZero();
    assertThat(none.variance()).isNaN();
    assertThatThrownBy(none::min).hasMessageContaining("empty collection");
    assertThatThrownBy(() -> none.histogram(2)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void bucketsHaveTheirLowerBoundAndTheLastOneBoth() {
    DoubleRdd rdd =
        sc.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 10.0, 10.5, 20.0, -1.0, Double.NaN), 2);
    double[] bounds = {1, 2, 10, 20};
    assertThat(rdd.histogram(bounds)).containsExactly(1, 2, 3);
    assertThat(rdd.histogram(new double[] {0, 10, 20}, true)).containsExactly(3, 3);
    assertThatThrownBy(() -> rdd.histogram(new double[] {1})).hasMessageContaining("at least two");
  }

  @Test
  void bucketsOfOneWidth() {
    Pair<double[], long[]> four =
        sc.parallelizeDoubles(List.of(1.0, 2.0, 3.0, 5.0), 2).histogram(4);
    assertThat(four.first()).containsExactly(1, 2, 3, 4, 5);
    assertThat(four.second()).containsExactly(1, 1, 1, 1);
    Pair<double[], long[]> one = sc.parallelizeDoubles(List.of(3.0, 3.0), 2).histogram(4);
    assertThat(one.first()).containsExactly(3, 3);
    assertThat(one.second()).containsExactly(2);
  }

  @Test
  void numbersOfRecords() {
    Rdd<String> words = sc.parallelize(List.of("a", "bb", "ccc"), 2);
    assertThat(words.mapToDouble(String::length).sum()).isEqualTo(6);
    assertThat(words.flatMapToDouble(word -> List.of(1.0, 2.0).iterator()).count()).isEqualTo(6);
    assertThat(words.mapPartitionsToDouble(records -> List.of(1.0).iterator()).sum()).isEqualTo(2);
    assertThat(
            words
                .mapToDouble(String::length)
                .filter(x -> x > 1)
                .union(sc.parallelizeDoubles(List.of(9.0)))
                .max())
        .isEqualTo(9);
  }
}
