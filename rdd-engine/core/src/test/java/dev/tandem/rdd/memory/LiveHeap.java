package dev.tandem.rdd.memory;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches what lives on the heap of this process. Resident memory tells nothing of it: a heap is
 * filled with garbage up to where it may grow, whatever the budget is. So this collects again and
 * again, and looks at what is left. Knows the serial collector.
 */
final class LiveHeap implements AutoCloseable {
  private static final String FULL_COLLECTOR = "MarkSweepCompact";

  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private final long before = now();
  private volatile long peak;

  private final Future<?> watch =
      watcher.scheduleWithFixedDelay(this::look, 0, 20, TimeUnit.MILLISECONDS);

  private void look() {
    peak = Math.max(peak, now() - before);
  }

  /** Bytes beyond those that lived when the watch began, at the highest. */
  long peak() {
    if (watch.isDone()) {
      throw new IllegalStateException("the watch has failed or is over");
    }
    return peak;
  }

  private static long now() {
    System.gc();
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .filter(collector -> collector.getName().equals(FULL_COLLECTOR))
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .map(GcInfo::getMemoryUsageAfterGc)
        .mapToLong(LiveHeap::onHeap)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("run this with -XX:+UseSerialGC"));
  }

  private static long onHeap(Map<String, MemoryUsage> pools) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pools.get(pool.getName()).getUsed())
        .sum();
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
