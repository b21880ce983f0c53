package dev.tandem.contract.io;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The driver's end of an action. Tasks deliver what they found for their partition, encoded, so
 * that the driver gets records of its own; delivering a partition again (a retry) replaces what was
 * delivered before.
 *
 * <p>Engines ask {@link #limit} how many records are wanted: for {@code take} they may run the
 * partitions in order and stop once {@link #satisfied}. Thread-safe.
 *
 * @param <T> the records
 */
public final class DriverResult<T> implements Destination<T> {
  private static final long serialVersionUID = 1L;

  /** What an action wants. */
  public enum Kind {
    /** All records, by partition. */
    COLLECT,
    /** The first records, in the order of the partitions. */
    TAKE,
    /** Their number only. */
    COUNT
  }

  private record Part(byte[] encoded, int records, long count) {}

  private final Kind kind;
  private final long limit;
  private final transient Codec<T> codec;
  private final transient TreeMap<Integer, Part> parts = new TreeMap<>();

  /**
   * Partitions from 0 on whose records have been added up, and their sum: asking after each
   * partition stays linear.
   */
  private transient int summed;

  private transient long sum;

  private DriverResult(Kind kind, long limit, Codec<T> codec) {
    this.kind = kind;
    this.limit = limit;
    this.codec = codec;
  }

  /** All records. */
  public static <T> DriverResult<T> collect(Codec<T> codec) {
    return new DriverResult<>(Kind.COLLECT, Long.MAX_VALUE, codec);
  }

  /** The first {@code n} records. */
  public static <T> DriverResult<T> take(int n, Codec<T> codec) {
    if (n < 0) {
      throw new IllegalArgumentException("take of a negative number: " + n);
    }
    return new DriverResult<>(Kind.TAKE, n, codec);
  }

  /** The number of records. */
  public static <T> DriverResult<T> count(Codec<T> codec) {
    return new DriverResult<>(Kind.COUNT, 0, codec);
  }

  /** What is wanted. */
  public Kind kind() {
    return kind;
  }

  /** How many records of a partition are worth keeping: all, n, or none. */
  public long limit() {
    return limit;
  }

  /** The codec in which records are delivered. */
  public Codec<T> codec() {
    return codec;
  }

  /**
   * Takes the result of one partition.
   *
   * @param partition the number of the partition in plan order, from 0
   * @param encoded the records one behind the other in {@link #codec}, in the order of the
   *     partition; empty for a count
   * @param records the number of encoded records
   * @param count the number of records that the task saw
   */
  public synchronized void deliver(int partition, byte[] encoded, int records, long count) {
    parts.put(partition, new Part(encoded, records, count));
    if (partition < summed) {
      forgetSum();
    }
  }

  /**
   * Whether partitions 0 to {@code partitions - 1}, all delivered, hold as many records as are
   * wanted.
   */
  public synchronized boolean satisfied(int partitions) {
    if (partitions < summed) {
      forgetSum();
    }
    for (; summed < partitions; summed++) {
      Part part = parts.get(summed);
      sum += part == null ? 0 : part.records();
    }
    return kind == Kind.TAKE && sum >= limit;
  }

  private void forgetSum() {
    summed = 0;
    sum = 0;
  }

  /** The records, in the order of the partitions, at most {@link #limit}. */
  public synchronized List<T> records() {
    List<T> all = new ArrayList<>();
    for (Part part : parts.values()) {
      Input in = new Input(part.encoded());
      for (int i = 0; i < part.records() && all.size() < limit; i++) {
        all.add(codec.read(in));
      }
    }
    return all;
  }

  /** The number of records of all partitions. */
  public synchronized long count() {
    return parts.values().stream().mapToLong(Part::count).sum();
  }
}
