package dev.tandem.jobs.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sorts in parts: a sample tells the parts apart, each is sorted and written by one thread. {@code
 * Arrays.parallelSort} does not sort in parallel on two processors, and would leave all writing to
 * one thread.
 *
 * @param <T> the records
 */
final class SortedParts<T> {
  private static final int PARTS_PER_SLOT = 4;
  private static final int SAMPLES_PER_PART = 200;

  private final Comparator<T> order;
  private final List<List<T>> pieces;

  /**
   * @param order of the records
   * @param pieces the records, as they were read
   */
  SortedParts(Comparator<T> order, List<List<T>> pieces) {
    this.order = order;
    this.pieces = pieces;
  }

  /** Takes the records of a part in their order. */
  @FunctionalInterface
  interface Writer<T> {
    /** Writes the part of that number. */
    void write(int part, List<T> records) throws IOException;
  }

  /** Sorts and writes. */
  void write(int slots, Writer<T> writer) {
    List<T> bounds = bounds(PARTS_PER_SLOT * slots);
    List<List<List<T>>> divided =
        pieces.parallelStream().map(piece -> divide(piece, bounds)).collect(Collectors.toList());
    IntStream.rangeClosed(0, bounds.size())
        .parallel()
        .forEach(
            part -> {
              List<T> records = new ArrayList<>();
              divided.forEach(piece -> records.addAll(piece.get(part)));
              records.sort(order);
              try {
                writer.write(part, records);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** The first records of all parts but the first one, as a sample sees it. */
  private List<T> bounds(int parts) {
    List<T> sample = new ArrayList<>();
    long total = pieces.stream().mapToLong(List::size).sum();
    long step = Math.max(1, total / ((long) parts * SAMPLES_PER_PART));
    long next = 0;
    long before = 0;
    for (List<T> piece : pieces) {
      for (; next < before + piece.size(); next += step) {
        sample.add(piece.get((int) (next - before)));
      }
      before += piece.size();
    }
    sample.sort(order);
    List<T> bounds = new ArrayList<>();
    for (int part = 1; part < parts && !sample.isEmpty(); part++) {
      bounds.add(sample.get((int) ((long) part * sample.size() / parts)));
    }
    return bounds;
  }

  private List<List<T>> divide(List<T> piece, List<T> bounds) {
    Supplier<List<T>> list = ArrayList::new;
    List<List<T>> parts =
        IntStream.rangeClosed(0, bounds.size()).mapToObj(i -> list.get()).toList();
    for (T record : piece) {
      int place = Collections.binarySearch(bounds, record, order);
      // Equal bounds are several parts; any one of them will do as long as it is always the same.
      parts.get(place < 0 ? -place - 1 : place + 1).add(record);
    }
    return parts;
  }
}
