package dev.tandem.testkit.probe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what tasks really do, also in attempts that fail: functions capture the number of a watch,
 * and every copy of them counts in the same place. Works where tasks run in the JVM of the test.
 */
public record Watch(int number) implements java.io.Serializable {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<Integer, AtomicLong> COUNTS = new ConcurrentHashMap<>();

  /** A watch of its own, at 0. */
  public static Watch fresh() {
    return new Watch(NEXT.incrementAndGet());
  }

  private AtomicLong cell() {
    return COUNTS.computeIfAbsent(number, n -> new AtomicLong());
  }

  /** Counts one more and returns how many there were before. */
  public long tick() {
    return cell().getAndIncrement();
  }

  /** How many there were. */
  public long count() {
    return cell().get();
  }
}
