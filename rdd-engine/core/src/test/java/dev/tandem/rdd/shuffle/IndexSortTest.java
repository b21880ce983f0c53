package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexSortTest {
  @Test
  void sortsLikeTheLibraryAndKeepsEqualOnesInPlace() {
    for (int n : new int[] {0, 1, 2, 7, 8, 9, 100, 1000, 4097}) {
      int[] values = new Random(n).ints(n, 0, Math.max(1, n / 3)).toArray();
      int[] sorted = IntStream.range(0, n).toArray();
      new IndexSort() {
        @Override
        int compare(int a, int b) {
          return Integer.compare(values[a], values[b]);
        }
      }.sort(sorted, 0, n);
      int[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingInt(i -> values[i]))
              .mapToInt(i -> i)
              .toArray();
      assertThat(sorted).as(Arrays.toString(values)).isEqualTo(expected);
    }
  }

  @Test
  void numbersDecideFirstAndTheComparisonWhereTheirUpperHalvesAreEqual() {
    for (int n : new int[] {0, 1, 2, 9, 1000, 4097}) {
      long[] numbers =
          new Random(n).longs(n, -3, 4).map(upper -> upper << 32 | upper & 0xFFFFL).toArray();
      long[] lower = new Random(n + 1).longs(n, 0, 100).toArray();
      long[] sorted =
          new IndexSort() {
            @Override
            int compare(int a, int b) {
              return Long.compare(lower[a], lower[b]);
            }
          }.sorted(numbers, n);
      long[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingLong(i -> numbers[i] >> 32)
                      .thenComparingLong(i -> lower[i]))
              .mapToLong(i -> numbers[i] >> 32 << 32 | i)
              .toArray();
      assertThat(sorted).isEqualTo(expected);
    }
  }
}
