package dev.tandem.mapreduce.explain.counters;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a task takes of the machine. Tasks share one process: its memory and its collections are
 * those of all tasks that run at the same time.
 */
public final class TaskMeter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path PAGES = Path.of("/proc/self/statm");
  private static final long PAGE = 4096;

  private final long cpu = cpuNanos();
  private final long collections = collectionMillis();

  /** Adds what was used since this object was made, on the same thread. */
  public void stop(TaskCounters counters, boolean map) {
    if (cpu >= 0) {
      counters.add(TaskCounter.CPU_MILLISECONDS, (cpuNanos() - cpu) / 1_000_000);
    }
    counters.add(TaskCounter.GC_TIME_MILLIS, collectionMillis() - collections);
    counters.add(TaskCounter.COMMITTED_HEAP_BYTES, Runtime.getRuntime().totalMemory());
    addMemory(counters, map);
  }

  /** Linux tells; elsewhere the counters are missing. */
  private static void addMemory(TaskCounters counters, boolean map) {
    String[] pages;
    try {
      pages = Files.readString(PAGES).strip().split(" ");
    } catch (IOException notLinux) {
      return;
    }
    long virtual = Long.parseLong(pages[0]) * PAGE;
    long physical = Long.parseLong(pages[1]) * PAGE;
    counters.add(TaskCounter.PHYSICAL_MEMORY_BYTES, physical);
    counters.add(TaskCounter.VIRTUAL_MEMORY_BYTES, virtual);
    counters.add(
        map
            ? TaskCounter.MAP_PHYSICAL_MEMORY_BYTES_MAX
            : TaskCounter.REDUCE_PHYSICAL_MEMORY_BYTES_MAX,
        physical);
    counters.add(
        map
            ? TaskCounter.MAP_VIRTUAL_MEMORY_BYTES_MAX
            : TaskCounter.REDUCE_VIRTUAL_MEMORY_BYTES_MAX,
        virtual);
  }

  private static long cpuNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .filter(millis -> millis > 0)
        .sum();
  }
}
