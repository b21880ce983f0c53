package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codecs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SortBufferTest {
  private static final int LIMIT = (1 << 20) / 5 * 4;
  private static final KeyLayout LAYOUT = KeyLayout.of(Codecs.TEXT, Grouping.any(), 1);

  private static SortBuffer buffer(long bytes, double percent) {
    return new SortBuffer(bytes, (long) (bytes * percent), 2, LAYOUT, Fold.none(Codecs.BYTES));
  }

  private static int fill(SortBuffer buffer, int valueBytes) {
    int n = 0;
    while (buffer.add(n % 2, "key" + n, new byte[valueBytes], 0)) {
      n++;
    }
    return n;
  }

  @Test
  void holdsAsManyRecordsAsTheBudgetAllows() {
    int n = fill(buffer(1024, 1), 4);
    // 16 bytes of accounting, 2 of header, 5 of key, 5 of value: at most 36.
    assertThat(n).isBetween(25, 40);
  }

  @Test
  void isFullAtTheSpillPercent() {
    int all = fill(buffer(1 << 20, 1), 16);
    int half = fill(buffer(1 << 20, 0.5), 16);
    assertThat((double) half / all).isBetween(0.45, 0.6);
  }

  @Test
  void canBeFilledAgainAfterClearing() {
    SortBuffer buffer = buffer(4096, 0.8);
    int first = fill(buffer, 4);
    buffer.clear();
    assertThat(buffer.records()).isZero();
    assertThat(buffer.records(0)).isZero();
    assertThat(fill(buffer, 4)).isBetween(first * 3 / 4, first * 2);
  }

  @Test
  void sharesOutMemoryAnewWhenRecordsChangeTheirSize() {
    SortBuffer buffer = buffer(1 << 20, 0.8);
    fill(buffer, 10_000);
    buffer.clear();
    fill(buffer, 1);
    buffer.clear();
    assertThat(fill(buffer, 1)).isGreaterThan(20_000);
  }

  @Test
  void theLimitAloneTellsWhenItIsFullNotWhatTheMemoryHeldBefore() {
    int[] sizes = {0, 1, 2, 3, 20, 300, 10_000};
    int budget = LIMIT + LIMIT / 8; // what the engine gives: SortSettings.spilled()
    for (int before : sizes) {
      for (int now : sizes) {
        SortBuffer first = new SortBuffer(budget, LIMIT, 2, LAYOUT, Fold.none(Codecs.BYTES), null);
        fill(first, before);
        SortBuffer second =
            new SortBuffer(budget, LIMIT, 2, LAYOUT, Fold.none(Codecs.BYTES), first.release());
        long payload = 0;
        int n = 0;
        for (int value = before; second.add(0, "key", new byte[value], 0); value = now) {
          payload = second.payload();
          n++;
        }
        long last = payload + (long) Slots.BYTES * n;
        assertThat(last + Slots.BYTES)
            .as("values of %d bytes after %d", now, before)
            .isBetween((long) LIMIT, LIMIT + now + 40L);
      }
    }
  }

  @Test
  void takesAllOfABufferWhoseRecordsNeedMemoryInAnotherProportion() {
    SortBuffer main = buffer(1 << 20, 0.8);
    fill(main, 10_000);
    main.clear();
    SortBuffer rest = buffer(1 << 18, 1);
    int n = fill(rest, 0);
    assertThat(2 * n).as("accounting").isGreaterThan(main.slots().length);
    assertThat(main.addAll(rest)).isTrue();
    assertThat(main.records()).isEqualTo(n);
    assertThat(main.payload()).isEqualTo(rest.payload());
    rest.sort(null);
    main.sort(null);
    RecordView mine = new RecordView();
    RecordView other = new RecordView();
    for (int i = 0; i < n; i++) {
      mine.pointAt(main.data(), main.slots()[2 * i + 1]);
      other.pointAt(rest.data(), rest.slots()[2 * i + 1]);
      assertThat(
              Arrays.compare(
                  mine.key,
                  mine.keyFrom,
                  mine.keyFrom + mine.keyLength,
                  other.key,
                  other.keyFrom,
                  other.keyFrom + other.keyLength))
          .isZero();
    }
  }

  @Test
  void refusesABufferThatIsTooLargeAndHasNotChangedThen() {
    SortBuffer main = buffer(1 << 18, 1);
    int before = fill(main, 20);
    SortBuffer other = buffer(1 << 18, 1);
    fill(other, 20);
    long payload = main.payload();
    assertThat(main.addAll(other)).isFalse();
    assertThat(main.records()).isEqualTo(before);
    assertThat(main.payload()).isEqualTo(payload);
  }

  @Test
  void aRecordThatDoesNotFitIsRefusedAndLeavesNothing() {
    SortBuffer buffer = buffer(1024, 0.8);
    assertThat(buffer.add(0, "large", new byte[2000], 0)).isFalse();
    assertThat(buffer.records()).isZero();
    assertThat(buffer.add(0, "small", new byte[10], 0)).isTrue();
  }

  @Test
  void longKeysAndValuesKeepTheirLengths() {
    SortBuffer buffer = buffer(1 << 20, 1);
    String key = "k".repeat(300);
    buffer.add(1, key, new byte[] {1, 2, 3}, 0);
    buffer.add(0, "a", new byte[70_000], 0);
    buffer.sort(null);
    RecordView view = new RecordView();
    view.pointAt(buffer.data(), buffer.slots()[1]);
    assertThat(view.keyLength).isEqualTo(2);
    assertThat(view.valueLength).isGreaterThan(70_000);
    view.pointAt(buffer.data(), buffer.slots()[3]);
    assertThat(view.keyLength).isEqualTo(301);
    assertThat(Arrays.copyOfRange(view.key, view.keyFrom, view.keyFrom + 300)).containsOnly('k');
  }

  @Test
  void takesOverTheRecordsOfAnother() {
    SortBuffer all = buffer(1024, 1);
    all.add(1, "m", new byte[2], 0);
    all.clear();
    fill(all, 4);
    all.clear();
    all.add(0, "k", new byte[4], 0);
    SortBuffer more = buffer(1024, 1);
    more.add(1, "z", new byte[1], 0);
    more.add(0, "a", new byte[1], 0);
    assertThat(all.addAll(more)).isTrue();
    assertThat(all.records()).isEqualTo(3);
    assertThat(all.records(0)).isEqualTo(2);
    all.sort(null);
    RecordView view = new RecordView();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      view.pointAt(all.data(), all.slots()[2 * i + 1]);
      keys.append((char) view.key[view.keyFrom]).append(view.valueLength);
    }
    assertThat(keys).hasToString("a3k9z3");
  }

  @Test
  void doesNotTakeOverMoreThanItHolds() {
    SortBuffer small = buffer(256, 1);
    fill(small, 4);
    int before = small.records();
    SortBuffer large = buffer(1 << 16, 1);
    fill(large, 4);
    assertThat(small.addAll(large)).isFalse();
    assertThat(small.records()).isEqualTo(before);
  }
}
