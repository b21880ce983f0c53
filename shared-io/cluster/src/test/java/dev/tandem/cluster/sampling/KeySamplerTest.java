package dev.tandem.cluster.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeySamplerTest {
  private static final Order<Long> NATURAL = Orders.natural(Long.class);

  private static KeySampler<Long> sampler(int capacity) {
    return new KeySampler<>(Codecs.LONG, 42, capacity);
  }

  private static List<Long> skewed(int n) {
    Random random = new Random(3);
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      keys.add((long) Math.pow(10_000, random.nextDouble()));
    }
    return keys;
  }

  @Test
  void theOrderOfRecordsAndTheirPartitionsDoNotMatter() {
    List<Long> keys = skewed(50_000);
    KeySampler<Long> one = sampler(100);
    keys.forEach(one::offer);
    List<Long> expected = one.bounds(7, NATURAL);
    assertThat(expected).hasSize(6).isSorted().doesNotHaveDuplicates();
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(keys, new Random(seed));
      List<KeySampler<Long>> parts = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        parts.add(sampler(100));
      }
      for (int i = 0; i < keys.size(); i++) {
        parts.get(i % 100 % 9).offer(keys.get(i));
      }
      Collections.shuffle(parts, new Random(seed));
      KeySampler<Long> merged = sampler(100);
      parts.forEach(merged::merge);
      assertThat(merged.bounds(7, NATURAL)).isEqualTo(expected);
      assertThat(merged.size()).isEqualTo(100);
    }
  }

  @Test
  void partitionsAreBalanced() {
    Random random = new Random(5);
    KeySampler<Long> sampler = sampler(KeySampler.CAPACITY);
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      keys.add((long) (random.nextGaussian() * 1e12));
    }
    keys.forEach(sampler::offer);
    int[] sizes = sizes(keys, sampler.bounds(8, NATURAL), NATURAL, 8);
    for (int size : sizes) {
      assertThat(size).isBetween(23_000, 27_000);
    }
  }

  private static <K> int[] sizes(
      List<K> keys, List<K> bounds, Order<? super K> order, int partitions) {
    RangePartitioner<K> partitioner = RangePartitioner.<K>sampled(order).withBounds(bounds);
    int[] sizes = new int[partitions];
    keys.forEach(key -> sizes[partitioner.partition(key, partitions)]++);
    return sizes;
  }

  @Test
  void aFrequentKeyDoesNotSpoilTheOthers() {
    KeySampler<Long> sampler = sampler(1000);
    List<Long> keys = new ArrayList<>(Collections.nCopies(5000, 50L));
    for (long k = 0; k < 100; k++) {
      keys.addAll(Collections.nCopies(10, k));
    }
    keys.forEach(sampler::offer);
    List<Long> bounds = sampler.bounds(4, NATURAL);
    assertThat(bounds).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3).contains(51L);
  }

  @Test
  void fewKeysGiveFewBounds() {
    KeySampler<Long> sampler = sampler(10);
    assertThat(sampler.bounds(4, NATURAL)).isEmpty();
    sampler.offer(1L);
    assertThat(sampler.bounds(4, NATURAL)).isEmpty();
    sampler.offer(2L);
    sampler.offer(2L);
    assertThat(sampler.bounds(4, NATURAL)).containsExactly(2L);
    assertThat(sampler.bounds(1, NATURAL)).isEmpty();
  }

  @Test
  void keysThatAreEqualInTheOrderStayTogether() {
    Order<Long> byTens = Orders.by((a, b) -> Long.compare(a / 10, b / 10));
    KeySampler<Long> sampler = sampler(1000);
    for (long k = 0; k < 100; k++) {
      sampler.offer(k);
    }
    List<Long> bounds = sampler.bounds(20, byTens);
    assertThat(bounds).extracting(k -> k / 10).isSorted().doesNotHaveDuplicates().hasSize(9);
    assertThat(bounds).allMatch(k -> k % 10 == 0);
  }

  @Test
  void largeKeysTakeNoMoreMemoryAndTheOrderStillDoesNotMatter() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] key = new byte[i % 3 == 0 ? 10 : 200_000];
      key[0] = (byte) (2 + i / 100);
      key[1] = (byte) (2 + i % 100);
      keys.add(key);
    }
    List<byte[]> expected = null;
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(keys, new Random(seed));
      KeySampler<byte[]> merged = new KeySampler<>(Codecs.BYTES, 7);
      for (List<byte[]> part :
          List.of(keys.subList(0, 50), keys.subList(50, 80), keys.subList(80, 300))) {
        KeySampler<byte[]> sampler = new KeySampler<>(Codecs.BYTES, 7);
        for (byte[] key : part) {
          sampler.offer(key);
          assertThat(sampler.bytes()).isLessThanOrEqualTo(2L * KeySampler.BYTES);
        }
        merged.merge(sampler);
      }
      List<byte[]> bounds = merged.bounds(20, Orders.bytes());
      assertThat(merged.bytes()).isLessThanOrEqualTo(KeySampler.BYTES);
      assertThat(merged.size()).isBetween(20, 299);
      expected = expected == null ? bounds : expected;
      assertThat(bounds).usingElementComparator(Arrays::compare).isEqualTo(expected);
    }
    KeySampler<byte[]> huge = new KeySampler<>(Codecs.BYTES, 7);
    huge.offer(new byte[3 * KeySampler.BYTES]);
    assertThat(huge.size()).isEqualTo(1);
  }

  @Test
  void samplersOfDifferentSortsCannotBeMerged() {
    assertThatThrownBy(() -> sampler(10).merge(sampler(11)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void splitsAreEvenlySpaced() {
    assertThat(SampleRule.splits(3)).containsExactly(0, 1, 2);
    assertThat(SampleRule.splits(0)).isEmpty();
    assertThat(SampleRule.splits(40)).hasSize(20).startsWith(0, 2, 4).endsWith(38);
    assertThat(SampleRule.splits(1_000_000)).hasSize(20).doesNotHaveDuplicates().isSorted();
  }
}
