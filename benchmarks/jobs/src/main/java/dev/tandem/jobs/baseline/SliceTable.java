package dev.tandem.jobs.baseline;

import java.util.Arrays;

/**
 * Numbers slices of bytes in the order of their first appearance: one array of bytes and an
 * open-addressing table with linear probing, no object for a slice.
 */
final class SliceTable {
  private byte[] bytes = new byte[1 << 16];
  private int[] ends = new int[1 << 10];

  /** One more than the number of a slice, 0 for a free place. */
  private int[] places = new int[1 << 11];

  private int[] hashes = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  /** The number of a slice, or -1. */
  int find(byte[] from, int start, int end) {
    int place = place(hash(from, start, end), from, start, end);
    return places[place] - 1;
  }

  /** The number of a slice, a new one if it was never seen. */
  int add(byte[] from, int start, int end) {
    int hash = hash(from, start, end);
    int place = place(hash, from, start, end);
    if (places[place] == 0) {
      append(hash, from, start, end);
      places[place] = size;
      if (2 * size > places.length) {
        rehash();
      }
      return size - 1;
    }
    return places[place] - 1;
  }

  private int place(int hash, byte[] from, int start, int end) {
    int place = hash & places.length - 1;
    while (places[place] != 0 && !is(places[place] - 1, hash, from, start, end)) {
      place = place + 1 & places.length - 1;
    }
    return place;
  }

  private boolean is(int slice, int hash, byte[] from, int start, int end) {
    return hashes[slice] == hash
        && Arrays.equals(bytes, start(slice), ends[slice], from, start, end);
  }

  private int start(int slice) {
    return slice == 0 ? 0 : ends[slice - 1];
  }

  /** The FNV-1a hash with a final mix (Fowler, Noll, Vo). */
  private static int hash(byte[] from, int start, int end) {
    int h = 0x811C9DC5;
    for (int i = start; i < end; i++) {
      h = (h ^ from[i]) * 0x01000193;
    }
    return h ^ h >>> 15;
  }

  private void append(int hash, byte[] from, int start, int end) {
    int used = start(size);
    int length = end - start;
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    System.arraycopy(from, start, bytes, used, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    ends[size] = used + length;
    hashes[size++] = hash;
  }

  private void rehash() {
    places = new int[2 * places.length];
    for (int slice = 0; slice < size; slice++) {
      int place = hashes[slice] & places.length - 1;
      while (places[place] != 0) {
        place = place + 1 & places.length - 1;
      }
      places[place] = slice + 1;
    }
  }
}
