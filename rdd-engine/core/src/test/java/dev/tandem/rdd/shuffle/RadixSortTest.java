package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RadixSortTest {
  /** With the index in the lower half, the library's sort is stable too. */
  private static void sortsLikeTheLibrary(int[] uppers) {
    long[] numbers = new long[uppers.length];
    Arrays.setAll(numbers, i -> (long) uppers[i] << 32 | i);
    long[] expected = numbers.clone();
    Arrays.sort(expected);
    assertThat(RadixSort.byUpperHalf(numbers)).isEqualTo(expected);
  }

  @Test
  void numbersOfBothSignsComeInTheirOrder() {
    for (int n : new int[] {0, 1, 1023, 1024, 10_000}) {
      sortsLikeTheLibrary(new Random(n).ints(n).toArray());
    }
  }

  @Test
  void equalOnesStayInTheirOrder() {
    sortsLikeTheLibrary(new Random(1).ints(5000, -2, 3).toArray());
    sortsLikeTheLibrary(new int[5000]);
  }

  @Test
  void onlyTheBitsInWhichTheyDifferAreDealtOut() {
    for (int lowest = 0; lowest < 32; lowest++) {
      int shift = lowest;
      sortsLikeTheLibrary(new Random(lowest).ints(2000).map(any -> 7 ^ any << shift).toArray());
      sortsLikeTheLibrary(new Random(lowest).ints(2000).map(any -> any >>> shift).toArray());
    }
  }

  @Test
  void theLargestAndTheLeastMeetInOneSort() {
    int[] ends = {Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -1, 1};
    sortsLikeTheLibrary(new Random(3).ints(3000, 0, ends.length).map(i -> ends[i]).toArray());
  }
}
