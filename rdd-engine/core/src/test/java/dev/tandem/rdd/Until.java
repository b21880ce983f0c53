package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in tests for what other threads, or the collector, will do at some time. */
public final class Until {
  private static final long MOST_SECONDS = 100;

  private Until() {}

  /** Looks again and again, and fails if something does not come to hold. */
  public static void holds(BooleanSupplier what) {
    long start = System.nanoTime();
    while (!what.getAsBoolean()
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(what.getAsBoolean()).isTrue();
  }
}
