package dev.tandem.cli.bench;

import dev.tandem.cli.run.Addon;
import dev.tandem.cli.run.Switches;
import dev.tandem.cli.run.Switches.Switch;
import dev.tandem.harness.BenchReport.Setting;
import dev.tandem.harness.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in force for each contender, and where each value comes from. */
public final class ContenderSettings {
  private static final String DEFAULT = "default";
  private static final String CONF = "--conf";

  private final Resources resources;
  private final Set<String> typed;

  /**
   * @param resources what every contender may use
   * @param typed names of the options that were typed
   */
  public ContenderSettings(Resources resources, Set<String> typed) {
    this.resources = resources;
    this.typed = typed;
  }

  /** The settings of each contender, by its name. */
  public Map<String, List<Setting>> of(List<String> contenders) {
    Map<String, List<Setting>> settings = new LinkedHashMap<>();
    contenders.forEach(name -> settings.put(name, of(name)));
    return settings;
  }

  private List<Setting> of(String contender) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("heap", heap(), heapSource()));
    if (contender.equals("baseline")) {
      settings.add(new Setting("threads", "1", "by its nature"));
      return settings;
    }
    settings.add(option("memory", resources.memory(), "half the heap"));
    settings.add(option("nodes", resources.nodes(), DEFAULT));
    settings.add(option("slots", resources.slots(), "the processors"));
    int partitions = resources.partitions();
    settings.add(
        option(
            "partitions",
            partitions == 0 ? resources.nodes() * resources.slots() : partitions,
            "nodes x slots"));
    switches(contender, settings);
    systems(contender, settings);
    return settings;
  }

  private String heap() {
    long heap = resources.heap();
    return Long.toString(heap == 0 ? Runtime.getRuntime().maxMemory() : heap);
  }

  private String heapSource() {
    if (resources.heap() != 0) {
      return "--heap";
    }
    return System.getenv("TANDEM_HEAP") == null ? DEFAULT : "TANDEM_HEAP";
  }

  private Setting option(String name, long value, String otherwise) {
    return new Setting(
        name, Long.toString(value), typed.contains("--" + name) ? "--" + name : otherwise);
  }

  /** The switches that this engine reads. */
  private void switches(String contender, List<Setting> settings) {
    for (Switch one : Switches.all()) {
      if (List.of(one.engine().split(", ")).contains(contender)) {
        String given = resources.conf().get(one.name());
        settings.add(
            new Setting(
                one.name(),
                given == null ? one.byDefault() : given,
                given == null ? DEFAULT : CONF));
      }
    }
  }

  /** A real system's own settings, as far as they were given here; it has many more. */
  private void systems(String contender, List<Setting> settings) {
    Optional<Addon> addon = Addon.ofEngine(contender.replaceAll("-.*", ""));
    resources
        .conf()
        .forEach(
            (name, value) -> {
              if (addon.stream()
                  .flatMap(one -> one.prefixes().stream())
                  .anyMatch(name::startsWith)) {
                settings.add(new Setting(name, value, CONF));
              }
            });
  }
}
