package dev.tandem.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where times were taken.
 *
 * @param system name, version and architecture of the operating system
 * @param processor its model, or "unknown"
 * @param processors how many this JVM may use
 * @param memory bytes of the machine (of its container)
 * @param load runnable threads of the machine, mean over the minute before the benchmark; negative
 *     if unknown
 * @param jdk version and maker of the JVM
 * @param jvmArguments of the forks
 * @param heap greatest heap of the forks in bytes
 * @param pageCache state of the operating system's cache of files
 */
public record Environment(
    String system,
    String processor,
    int processors,
    long memory,
    double load,
    String jdk,
    List<String> jvmArguments,
    long heap,
    String pageCache) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** This machine and this JVM. */
  static Environment here(Resources resources) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return new Environment(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        model(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        system.getSystemLoadAverage(),
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
        ForkJvm.arguments(own, resources.heap()),
        resources.heap() > 0 ? resources.heap() : Runtime.getRuntime().maxMemory(),
        "warm: data is read to verify it, and again by warm-up runs");
  }

  private static String model() {
    if (!Files.isReadable(PROCESSORS)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
