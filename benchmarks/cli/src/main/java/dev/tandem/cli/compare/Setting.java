package dev.tandem.cli.compare;

import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.RunOptions;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a time depends on: machine, JVM and options, and why it should not be quoted. */
public final class Setting {
  private Setting() {}

  /** Machine, JVM and options, by name, for people. */
  public static Map<String, String> describe(RunOptions options) {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> setting = new LinkedHashMap<>();
    setting.put("processors", Integer.toString(runtime.availableProcessors()));
    setting.put(
        "system",
        property("os.name") + " " + property("os.version") + " (" + property("os.arch") + ")");
    setting.put("Java", property("java.version") + " (" + property("java.vm.name") + ")");
    setting.put("collector", collectors());
    setting.put("heap", Human.bytes(runtime.maxMemory()));
    setting.put("memory for data", Human.bytes(options.memory()));
    setting.put(
        "slots",
        Human.plural(options.nodes(), "node")
            + " with "
            + Human.plural(options.slots(), "slot")
            + " each");
    setting.put("partitions", Integer.toString(options.defaultPartitions()));
    setting.put("attempts", Integer.toString(options.attempts()));
    setting.put("split size", Human.bytes(options.splits().size()));
    setting.put("seed", Long.toString(options.seed()));
    options.conf().forEach((key, value) -> setting.put("conf " + key, value));
    return setting;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String collectors() {
    List<String> names =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList();
    return String.join(", ", names);
  }

  /**
   * Why the times are hints only.
   *
   * @param engines in the order in which they ran
   * @param warmed whether each ran once before
   */
  public static List<String> caveats(List<String> engines, boolean warmed) {
    List<String> caveats = new ArrayList<>();
    if (warmed) {
      caveats.add(
          "A single run of each engine after one warm-up run: for numbers use ./tandem bench.");
    } else {
      caveats.add("A single cold run of each engine: for numbers use ./tandem bench.");
      if (engines.size() > 1) {
        caveats.add(
            engines.get(0)
                + " ran first: it paid for what a first run loads, compiles and reads, and what the others then found ready (--warmup runs each once before).");
      }
    }
    return caveats;
  }
}
