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
      int[] sorted =
          new IndexSort() {
            @Override
            int compare(int a, int b) {
              return Integer.compare(values[a], values[b]);
            }
          }.sorted(n);
      int[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingInt(i -> values[i]))
              .mapToInt(i -> i)
              .toArray();
      assertThat(sorted).as(Arrays.toString(values)).isEqualTo(expected);
    }
  }
}
