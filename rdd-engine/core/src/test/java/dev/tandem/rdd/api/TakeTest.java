package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeTest extends ApiTest {
  @Test
  void fourTimesAsManyPartitionsAsWereTriedIfNothingIsFound() {
    assertThat(sc.parallelize(upTo(100), 100).filter(x -> false).take(5)).isEmpty();
    assertThat(tasks()).containsExactly(1, 4, 20, 75);
  }

  @Test
  void aThousandEmptyPartitions() {
    assertThat(sc.parallelize(upTo(1000), 1000).filter(x -> false).isEmpty()).isTrue();
    assertThat(tasks()).containsExactly(1, 4, 20, 100, 500, 375);
  }

  @Test
  void halfAsManyAgainAsSeemToBeNeeded() {
    assertThat(sc.parallelize(upTo(100), 50).take(5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(tasks()).containsExactly(1, 3);
  }

  @Test
  void nothingIsRunForNothing() {
    assertThat(sc.parallelize(upTo(10), 2).take(0)).isEmpty();
    assertThat(sc.emptyRDD().take(3)).isEmpty();
    assertThat(tasks()).isEmpty();
  }

  @Test
  void theFirstRecordIsInTheFirstPartitionOrThereIsNone() {
    assertThat(sc.parallelize(upTo(10), 4).first()).isZero();
    assertThat(tasks()).containsExactly(1);
    Rdd<Integer> none = sc.parallelize(upTo(10), 2).filter(x -> false);
    assertThatThrownBy(none::first)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("empty collection");
  }

  @Test
  void theLeastAndTheGreatestInOneJob() {
    Rdd<Integer> rdd = sc.parallelize(List.of(5, 3, 9, 1, 7, 3), 3);
    assertThat(rdd.takeOrdered(3)).containsExactly(1, 3, 3);
    assertThat(rdd.top(2)).containsExactly(9, 7);
    assertThat(rdd.takeOrdered(2, Comparator.reverseOrder())).containsExactly(9, 7);
    assertThat(rdd.min(Comparator.naturalOrder())).isEqualTo(1);
    assertThat(rdd.max(Comparator.naturalOrder())).isEqualTo(9);
    assertThat(rdd.top(10)).hasSize(6);
    assertThat(tasks()).containsOnly(3).hasSize(6);
  }

  @Test
  void aComparatorThatCannotBeShippedIsRefused() {
    Comparator<Integer> byLambda = (a, b) -> a - b;
    assertThatThrownBy(() -> sc.parallelize(upTo(3), 1).top(1, byLambda))
        .hasMessageContaining("top")
        .hasMessageContaining("not serialisable");
  }

  @Test
  void samplesOfASize() {
    Rdd<Integer> rdd = sc.parallelize(upTo(1000), 4);
    assertThat(rdd.takeSample(false, 20, 1)).hasSize(20).doesNotHaveDuplicates();
    assertThat(rdd.takeSample(true, 2000, 1)).hasSize(2000).hasSizeLessThan(2001);
    assertThat(rdd.takeSample(false, 5000, 1)).hasSize(1000).doesNotHaveDuplicates();
    assertThat(rdd.takeSample(false, 20, 7)).isEqualTo(rdd.takeSample(false, 20, 7));
  }
}
