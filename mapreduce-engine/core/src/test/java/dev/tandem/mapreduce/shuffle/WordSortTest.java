package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSortTest {
  private static final KeyLayout BYTES = KeyLayout.of(Codecs.BYTES, Grouping.any(), 1);

  private record Entry(int partition, byte[] key) {}

  /**
   * Sorts keys in a buffer and compares order, partitions and marks with what a library sort says.
   */
  private static void check(int partitions, List<Entry> entries, RecordOrder slow) {
    SortBuffer buffer =
        new SortBuffer(64 << 20, Long.MAX_VALUE, partitions, BYTES, Fold.none(Codecs.UNIT));
    for (Entry entry : entries) {
      assertThat(buffer.add(entry.partition(), entry.key(), Unit.UNIT, 0)).isTrue();
    }
    buffer.sort(slow);
    List<Entry> expected = new ArrayList<>();
    for (Entry entry : entries) {
      expected.add(new Entry(entry.partition(), encoded(entry.key())));
    }
    expected.sort(
        Comparator.comparingInt(Entry::partition)
            .thenComparing(Entry::key, Arrays::compareUnsigned));
    RecordView view = new RecordView();
    for (int i = 0; i < expected.size(); i++) {
      long slot = buffer.slots()[2 * i + 1];
      view.pointAt(buffer.data(), slot);
      byte[] key = Arrays.copyOfRange(view.key, view.keyFrom, view.keyFrom + view.keyLength);
      assertThat(Slots.partition(slot)).isEqualTo(expected.get(i).partition());
      assertThat(Arrays.compareUnsigned(key, expected.get(i).key())).as("record %d", i).isZero();
      boolean same =
          i > 0
              && expected.get(i - 1).partition() == expected.get(i).partition()
              && Arrays.equals(expected.get(i - 1).key(), expected.get(i).key());
      if (slow == null) {
        assertThat(Slots.isSame(slot)).as("mark of record %d", i).isEqualTo(same);
      }
    }
  }

  private static byte[] encoded(byte[] key) {
    Output out = new Output(16);
    Codecs.BYTES.write(key, out);
    return out.toByteArray();
  }

  private static List<Entry> entries(int n, int partitions, IntFunction<byte[]> key) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      entries.add(new Entry(i * 31 % partitions, key.apply(i)));
    }
    return entries;
  }

  @Test
  void sortsRandomKeysOfAllLengths() {
    Random random = new Random(1);
    for (int alphabet : new int[] {1, 2, 256}) {
      check(
          3,
          entries(
              3000,
              3,
              i -> {
                byte[] key = new byte[random.nextInt(40)];
                for (int j = 0; j < key.length; j++) {
                  key[j] = (byte) random.nextInt(alphabet);
                }
                return key;
              }),
          null);
    }
  }

  @Test
  void manyEqualKeysAreCheapAndMarked() {
    check(
        2,
        entries(200_000, 2, i -> new byte[] {(byte) (i % 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        null);
  }

  /** What other tasks have left decides how much room there is. */
  @ParameterizedTest
  @CsvSource({"1, 20, false", "3, 20, false", "3, 4000, false", "1, 2, false", "3, 20, true"})
  void theOrderOfEqualKeysDoesNotDependOnTheRoomThereIs(int partitions, int keys, boolean slow) {
    Random random = new Random(4);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      entries.add(new Entry(random.nextInt(partitions), number(random.nextInt(keys))));
    }
    RecordOrder order = slow ? RecordOrder.BY_KEY : null;
    List<Integer> tight = sorted(partitions, entries, 2 * entries.size(), order);
    List<Integer> spare = sorted(partitions, entries, 8 * entries.size(), order);
    assertThat(tight).isEqualTo(spare);
    for (int i = 1; i < tight.size(); i++) {
      Entry before = entries.get(tight.get(i - 1));
      Entry entry = entries.get(tight.get(i));
      if (before.partition() == entry.partition() && Arrays.equals(before.key(), entry.key())) {
        assertThat(tight.get(i)).as("record " + i).isGreaterThan(tight.get(i - 1));
      }
    }
  }

  /** Which record of those that were added comes where. */
  private static List<Integer> sorted(
      int partitions, List<Entry> entries, int slots, RecordOrder slow) {
    SortMemory.Piece memory = new SortMemory.Piece(new byte[1 << 20], new long[slots]);
    SortBuffer buffer =
        new SortBuffer(64 << 20, Long.MAX_VALUE, partitions, BYTES, Fold.none(Codecs.UNIT), memory);
    for (Entry entry : entries) {
      assertThat(buffer.add(entry.partition(), entry.key(), Unit.UNIT, 0)).isTrue();
    }
    buffer.sort(slow);
    int[] sorted =
        IntStream.range(0, entries.size())
            .map(i -> Slots.offset(buffer.slots()[2 * i + 1]))
            .toArray();
    int[] added = IntStream.of(sorted).sorted().toArray();
    return IntStream.of(sorted).mapToObj(offset -> Arrays.binarySearch(added, offset)).toList();
  }

  @Test
  void ordersThatAreBadForQuicksortStayFast() {
    int n = 100_000;
    check(1, entries(n, 1, i -> number(i)), null);
    check(1, entries(n, 1, i -> number(n - i)), null);
    check(1, entries(n, 1, i -> number(i < n / 2 ? i : n - i)), null);
    check(1, entries(n, 1, i -> number(Integer.reverse(i) >>> 8)), null);
  }

  private static byte[] number(int i) {
    return new byte[] {(byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i};
  }

  @Test
  void longCommonPrefixesDoNotOverflowTheStack() {
    check(
        1,
        entries(
            5,
            1,
            i -> {
              byte[] key = new byte[1 << 20];
              key[key.length - 1] = (byte) -i;
              return key;
            }),
        null);
    // Each key leaves the common prefix eight bytes later than the one before it.
    check(
        1,
        entries(
            2000,
            1,
            i -> {
              byte[] key = new byte[8 * i + 1];
              Arrays.fill(key, (byte) 7);
              key[8 * i] = 9;
              return key;
            }),
        null);
  }

  @Test
  void theSlowSortSaysTheSame() {
    Random random = new Random(2);
    check(3, entries(1000, 3, i -> number(random.nextInt(50))), RecordOrder.BY_KEY);
  }

  @Test
  void aComparisonThatContradictsItselfLosesNothing() {
    Random random = new Random(3);
    RecordOrder nonsense = (a, b) -> random.nextInt(3) - 1;
    SortBuffer buffer = new SortBuffer(1 << 20, Long.MAX_VALUE, 1, BYTES, Fold.none(Codecs.UNIT));
    for (int i = 0; i < 1000; i++) {
      buffer.add(0, number(i), Unit.UNIT, 0);
    }
    buffer.sort(nonsense);
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      offsets.add(Slots.offset(buffer.slots()[2 * i + 1]));
    }
    assertThat(offsets).doesNotHaveDuplicates().hasSize(1000);
  }

  @Test
  void keysOfACodecThatIsNotPrefixFreeAreStillSorted() {
    KeyLayout layout = KeyLayout.of(new Raw(), Grouping.any(), 1);
    SortBuffer buffer = new SortBuffer(1 << 20, Long.MAX_VALUE, 1, layout, Fold.none(Codecs.UNIT));
    for (int i = 0; i < 40; i++) {
      buffer.add(0, new byte[i % 20], Unit.UNIT, 0);
    }
    buffer.sort(null);
    int before = -1;
    for (int i = 0; i < 40; i++) {
      int offset = Slots.offset(buffer.slots()[2 * i + 1]);
      assertThat(offset > before || i % 2 == 0).as("equal keys keep their order").isTrue();
      before = offset;
      assertThat(Slots.keyLength(buffer.data(), offset)).isEqualTo(i / 2);
      assertThat(Slots.isSame(buffer.slots()[2 * i + 1])).isEqualTo(i % 2 == 1);
    }
  }

  /** Bytes without an end: a key may be the beginning of another one. */
  private static final class Raw implements Codec<byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(byte[] value, Output out) {
      out.writeBytes(value, 0, value.length);
    }

    @Override
    public byte[] read(Input in) {
      return in.readBytes(in.remaining());
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(byte[] value) {
      return Arrays.hashCode(value);
    }
  }
}
