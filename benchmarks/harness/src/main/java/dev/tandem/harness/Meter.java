package dev.tandem.harness;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Measures what a run uses in this process, by the JVM's own beans and, on Linux, by {@code
 * /proc/self/status}. One run at a time.
 */
final class Meter {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final List<String> heapNames = heap.stream().map(MemoryPoolMXBean::getName).toList();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Bytes that were left after the collection that left the most, since {@link #begin}. */
  private final AtomicLong live = new AtomicLong(-1);

  private volatile long begunMillis;
  private long cpuNanos;
  private long gcMillis;
  private long collections;

  /** Starts to listen to the collectors. */
  Meter() {
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, handback) -> collected((CompositeData) notification.getUserData()),
            null,
            null);
      }
    }
  }

  private void collected(CompositeData data) {
    GcInfo collection = GarbageCollectionNotificationInfo.from(data).getGcInfo();
    if (collection.getStartTime() < begunMillis) {
      return; // news of what was before the run
    }
    Map<String, MemoryUsage> after = collection.getMemoryUsageAfterGc();
    long left =
        heapNames.stream()
            .filter(after::containsKey)
            .mapToLong(name -> after.get(name).getUsed())
            .sum();
    live.accumulateAndGet(left, Math::max);
  }

  /** A run is about to begin. */
  void begin() {
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    begunMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    live.set(-1);
    cpuNanos = system.getProcessCpuTime();
    gcMillis = sum(true);
    collections = sum(false);
  }

  /** The run has ended. */
  Usage end() {
    long cpu = system.getProcessCpuTime() - cpuNanos;
    long left = live.get();
    return new Usage(
        cpu / (double) TimeUnit.MILLISECONDS.toNanos(1),
        (double) (sum(true) - gcMillis),
        (double) (sum(false) - collections),
        heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum(),
        left < 0 ? null : (Long) left,
        peakRss(STATUS));
  }

  private long sum(boolean time) {
    return collectors.stream()
        .mapToLong(one -> Math.max(0, time ? one.getCollectionTime() : one.getCollectionCount()))
        .sum();
  }

  /** {@code VmHWM: 123 kB}, or null where the kernel does not tell. */
  static Long peakRss(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
