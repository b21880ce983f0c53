package dev.tandem.jobs.baseline;

import java.util.Arrays;

/** The files of one token, each with the number of occurrences. */
final class Postings {
  private int[] files = new int[2];
  private long[] counts = new long[2];
  private int size;

  void add(int file) {
    if (size > 0 && files[size - 1] == file) {
      counts[size - 1]++;
      return;
    }
    if (size == files.length) {
      files = Arrays.copyOf(files, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    files[size] = file;
    counts[size++] = 1;
  }

  /** The number of files. */
  int size() {
    return size;
  }

  /** A file, by its place in the order of adding. */
  int file(int place) {
    return files[place];
  }

  /** The occurrences in that file. */
  long count(int place) {
    return counts[place];
  }
}
