package dev.tandem.jobs.baseline;

import java.util.Arrays;

/**
 * Numbers pairs of ints from 0 in the order in which they first come, and counts them: a hash table
 * with linear probing over primitive arrays.
 */
final class IntPairs {
  /** 2^64 divided by the golden ratio: its multiples are spread evenly (Knuth, TAOCP 3, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] pairs = new long[1 << 10];
  private long[] counts = new long[1 << 10];
  private int size;

  /** The number of a pair plus 1; 0 where there is none. */
  private int[] slots = new int[1 << 12];

  /** Counts a pair; returns its number. */
  int add(int first, int second) {
    long pair = (long) first << 32 | second;
    int slot = slot(pair);
    if (slots[slot] == 0) {
      append(pair);
      slot = slot(pair);
    }
    int number = slots[slot] - 1;
    counts[number]++;
    return number;
  }

  private int slot(long pair) {
    int mask = slots.length - 1;
    int slot = (int) (pair * SPREAD >>> 32) & mask;
    while (slots[slot] != 0 && pairs[slots[slot] - 1] != pair) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void append(long pair) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    pairs[size++] = pair;
    if (size > slots.length / 2) {
      slots = new int[2 * slots.length];
      for (int i = 0; i < size - 1; i++) {
        slots[slot(pairs[i])] = i + 1;
      }
    }
    slots[slot(pair)] = size;
  }

  int size() {
    return size;
  }

  int first(int number) {
    return (int) (pairs[number] >>> 32);
  }

  int second(int number) {
    return (int) pairs[number];
  }

  long count(int number) {
    return counts[number];
  }
}
