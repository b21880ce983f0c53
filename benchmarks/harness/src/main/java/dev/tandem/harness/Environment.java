package dev.tandem.harness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where times were taken. What could not be found out is "unknown" or negative.
 *
 * @param system name, version and architecture of the operating system
 * @param processor its model
 * @param governor of the processors' frequency
 * @param processors how many this JVM may use
 * @param quota processors that the container grants, in processor-seconds per second; negative
 *     without a limit
 * @param memory bytes of the machine (of its container)
 * @param disk kind and file system of the disk that holds the data: {@code ssd, ext4}
 * @param container whether this runs in a container, and in which kind
 * @param loadBefore runnable threads of the machine, mean over the minute before the benchmark;
 *     negative if unknown
 * @param loadAfter the same when it ended, the benchmark's own threads included
 * @param jdk version and maker of the JVM
 * @param collector the garbage collector of the forks
 * @param jvmArguments of the forks
 * @param heap greatest heap of the forks in bytes
 * @param pageCache state of the operating system's cache of files, and what was done for it
 */
public record Environment(
    String system,
    String processor,
    String governor,
    int processors,
    double quota,
    long memory,
    String disk,
    String container,
    double loadBefore,
    double loadAfter,
    String jdk,
    String collector,
    List<String> jvmArguments,
    long heap,
    String pageCache) {
  /**
   * This machine and this JVM, before the first run.
   *
   * @param folder that holds the data
   */
  static Environment here(Resources resources, Path folder, String pageCache) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    Machine machine = new Machine(Path.of("/"));
    return new Environment(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        machine.processor(),
        machine.governor(),
        Runtime.getRuntime().availableProcessors(),
        machine.quota(),
        system.getTotalMemorySize(),
        disk(machine, folder),
        machine.container(),
        system.getSystemLoadAverage(),
        -1,
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
        collectors(),
        ForkJvm.arguments(own, resources.heap()),
        resources.heap() > 0 ? resources.heap() : Runtime.getRuntime().maxMemory(),
        pageCache);
  }

  private static String disk(Machine machine, Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return machine.disk(store.name(), store.type());
    } catch (IOException e) {
      return Suite.UNKNOWN;
    }
  }

  /** Forks inherit the choice of this JVM. */
  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(", "));
  }

  /** Whether other programs may have disturbed the first turns. */
  @JsonIgnore
  public boolean isBusy() {
    return loadBefore > processors / 2.0;
  }

  /** With the load of this moment as the one after the benchmark. */
  Environment ended() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Environment(
        this.system,
        processor,
        governor,
        processors,
        quota,
        memory,
        disk,
        container,
        loadBefore,
        system.getSystemLoadAverage(),
        jdk,
        collector,
        jvmArguments,
        heap,
        pageCache);
  }
}
