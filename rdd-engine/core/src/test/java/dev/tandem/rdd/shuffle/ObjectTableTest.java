package dev.tandem.rdd.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accumulators that grow at one key alone, with keys that come in turns. */
class ObjectTableTest {
  private static final int KEYS = Feed.BATCH;
  private static final int ROUNDS = 40_000;

  private final AggregationTable table = table();
  private int spills;

  /** Sets: the same value again changes nothing. */
  private static final class ToSet implements Aggregator<Object, Object, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object create() {
      return new HashSet<>();
    }

    @Override
    public Object add(Object set, Object value) {
      return merge(set, Set.of(value));
    }

    @Override
    @SuppressWarnings("unchecked") // what create gives
    public Object merge(Object into, Object from) {
      ((Set<Object>) into).addAll((Set<Object>) from);
      return into;
    }

    @Override
    public Object finish(Object set) {
      return set;
    }
  }

  @SuppressWarnings("unchecked")
  private AggregationTable table() {
    Codec<?> keys = Codecs.LONG;
    return AggregationTable.of(
        new ToSet(), (Codec<Object>) keys, 7, Claims.of(256 << 10), this::spill);
  }

  private void spill() {
    spills++;
    table.clear();
  }

  private static String value(int key, int growing, int round) {
    return key == growing ? "value " + round : "always the same";
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 63})
  void whatIsAddedIsSeenWhicheverKeyItIs(int growing) {
    Feed feed = table.feed(new Blame("test"));
    for (int round = 0; round < ROUNDS; round++) {
      for (int key = 0; key < KEYS; key++) {
        feed.emit((long) key, value(key, growing, round));
      }
    }
    assertThat(spills).isBetween(3, 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 63})
  void whatIsMergedIsSeenWhicheverKeyItIs(int growing) {
    Object[] keys = new Object[KEYS];
    Arrays.setAll(keys, key -> (long) key);
    int[] hashes = new int[KEYS];
    Arrays.setAll(hashes, key -> Long.hashCode(key));
    for (int round = 0; round < ROUNDS; round++) {
      Object[] published = new Object[KEYS];
      for (int key = 0; key < KEYS; key++) {
        published[key] = Set.of(value(key, growing, round));
      }
      table.take(Columns.of(keys, hashes, published, false), 0, KEYS);
    }
    assertThat(spills).isBetween(3, 100);
  }
}
