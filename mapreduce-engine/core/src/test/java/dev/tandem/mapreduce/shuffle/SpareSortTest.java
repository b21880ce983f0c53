package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codecs;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpareSortTest {
  private static final int RECORDS = 3000;

  /** Slots with these words, each with its number, and more of them. */
  private static long[] slots(long[] words, int room) {
    long[] slots = new long[2 * (words.length + room)];
    for (int i = 0; i < words.length; i++) {
      slots[2 * i] = words[i];
      slots[2 * i + 1] = i;
    }
    return slots;
  }

  private static void check(long[] words, int from, int to, int room) {
    long difference = 0;
    for (int i = from; i < to; i++) {
      difference |= words[i] ^ words[from];
    }
    long[] slots = slots(words, room);
    SpareSort sort = new SpareSort(slots, words.length);
    assertThat(sort.fits(to - from)).isTrue();
    sort.sort(from, to, difference);
    Integer[] order = IntStream.range(0, words.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, from, to, Comparator.comparing(i -> words[i], Long::compareUnsigned));
    for (int i = 0; i < words.length; i++) {
      assertThat(slots[2 * i + 1]).as("record %d", i).isEqualTo((long) order[i]);
      assertThat(slots[2 * i]).isEqualTo(words[order[i]]);
    }
  }

  @Test
  void anyBitsAreSortedAndEqualWordsKeepTheirOrder() {
    Random random = new Random(1);
    for (int width = 1; width <= Long.SIZE; width += 7) {
      for (int lowest : new int[] {0, (Long.SIZE - width) / 2, Long.SIZE - width}) {
        long mask = -1L >>> Long.SIZE - width << lowest;
        long rest = random.nextLong() & ~mask;
        long[] words = new long[RECORDS];
        Arrays.setAll(words, i -> random.nextLong() & mask | rest);
        words[1] = words[0] ^ mask;
        check(words, 0, RECORDS, RECORDS);
      }
    }
  }

  @Test
  void whatIsOutsideOfTheRangeStays() {
    Random random = new Random(2);
    long[] words = random.longs(RECORDS, 0, 100).toArray();
    check(words, 500, 1700, 1200);
  }

  @Test
  void whereTheBufferIsFullSmallRangesAreSortedBesideIt() {
    Random random = new Random(3);
    long[] words = random.longs(RECORDS, 0, 100).toArray();
    check(words, 500, 500 + RECORDS / 8, 0);
    check(words, 500, 500 + RECORDS / 8, RECORDS / 8 - 1);
    assertThat(new SpareSort(slots(words, 0), RECORDS).fits(RECORDS / 8 + 1)).isFalse();
    int many = 1 << 20;
    assertThat(new SpareSort(new long[2 * many], many).fits((1 << 16) + 1))
        .as("a megabyte and no more")
        .isFalse();
  }

  @Test
  void noMoreIsSortedThanThereIsRoomFor() {
    SpareSort sort = new SpareSort(new long[2 * 150], 100);
    assertThat(sort.fits(50)).isTrue();
    assertThat(sort.fits(51)).isFalse();
  }

  @Test
  void aBufferThatIsNotFullKeepsTheOrderOfEqualKeys() {
    KeyLayout layout = KeyLayout.of(Codecs.INTEGER, Grouping.any(), 1);
    SortBuffer buffer = new SortBuffer(1 << 20, Long.MAX_VALUE, 1, layout, Fold.none(Codecs.UNIT));
    int records = 2000;
    for (int i = 0; i < records; i++) {
      buffer.add(0, i % 7, Unit.UNIT, 0);
    }
    buffer.sort(null);
    int before = 0;
    for (int i = 0; i < records; i++) {
      long slot = buffer.slots()[2 * i + 1];
      assertThat(Slots.isSame(slot)).as("record %d", i).isEqualTo(Slots.offset(slot) > before);
      before = Slots.offset(slot);
    }
  }
}
