package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What differs between the settings of two benchmarks. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** One sentence for each thing that may be the reason of a ratio instead of the code. */
  static List<String> warnings(BenchReport old, BenchReport now) {
    Differences differences = new Differences();
    differences.machine(old.environment(), now.environment());
    differences.of("heap", bytes(old), bytes(now));
    differences.of("profile", old.profile(), now.profile());
    differences.of("schedule", print(old.schedule()), print(now.schedule()));
    differences.resources(old.resources(), now.resources());
    differences.of("seed", old.seed(), now.seed());
    differences.of("profilers", old.profilers(), now.profilers());
    return List.copyOf(differences.found);
  }

  private static String bytes(BenchReport report) {
    return Figures.bytes(report.environment().heap());
  }

  private static String print(Schedule schedule) {
    return Figures.plural(schedule.forks(), "JVM")
        + " of "
        + schedule.warmup()
        + " + "
        + schedule.iterations()
        + " runs";
  }

  private void machine(Environment old, Environment now) {
    of("operating system", old.system(), now.system());
    of("processor", old.processor(), now.processor());
    of("number of processors", old.processors(), now.processors());
    of("quota of processors", old.quota(), now.quota());
    of("memory of the machine", old.memory(), now.memory());
    of("disk", old.disk(), now.disk());
    of("container", old.container(), now.container());
    of("JVM", old.jdk(), now.jdk());
    of("collector", old.collector(), now.collector());
    of("JVM arguments", old.jvmArguments(), now.jvmArguments());
    of("page cache", old.pageCache(), now.pageCache());
  }

  private void resources(Resources old, Resources now) {
    of("memory for data", Figures.bytes(old.memory()), Figures.bytes(now.memory()));
    of("nodes", old.nodes(), now.nodes());
    of("slots", old.slots(), now.slots());
    of("partitions", old.partitions(), now.partitions());
    of("switches", old.conf(), now.conf());
  }

  private void of(String what, Object old, Object now) {
    if (!Objects.equals(old, now)) {
      found.add("The " + what + " differs: before " + old + ", now " + now + ".");
    }
  }
}
