package dev.tandem.agreement.fidelity;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has shown.
 *
 * @param report the engine's own
 * @param stages tasks of each stage that ran, in order; empty for rounds
 * @param skipped stages that were planned and not run
 * @param rounds Hadoop's counters of each round, by name; empty for stages
 * @param output the folder with the files
 */
record Seen(
    RunReport report,
    List<Integer> stages,
    long skipped,
    List<Map<String, Long>> rounds,
    Path output) {
  /** {@code 4 + 3}: the tasks of each stage. */
  String tasks() {
    return show(stages);
  }

  /** The form in which the tasks of stages are shown. */
  static String show(List<Integer> stages) {
    return stages.stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }

  /**
   * The same where all stages but the last one read sources, and none needs another: the systems
   * may run them in any order, which is left out of sight.
   */
  static String showJoin(List<Integer> stages) {
    List<Integer> ordered = new ArrayList<>(stages.subList(0, stages.size() - 1));
    ordered.sort(null);
    ordered.add(stages.get(stages.size() - 1));
    return show(ordered);
  }

  /** Hadoop's counters of the only round: {@code SPILLED_RECORDS 4}. */
  String counters(String... names) {
    if (rounds.size() != 1) {
      throw new IllegalStateException(rounds.size() + " rounds");
    }
    return Arrays.stream(names)
        .map(name -> name + " " + rounds.get(0).getOrDefault(name, 0L))
        .collect(Collectors.joining(", "));
  }

  /** Amounts of the common ledger. */
  String measures(Measure... measures) {
    return Arrays.stream(measures)
        .map(measure -> measure.name() + " " + report.ledger().get(measure))
        .collect(Collectors.joining(", "));
  }

  /** Attempts of the tasks of a phase of the rounds. */
  private long tasks(String phase) {
    return report.units().stream()
        .filter(unit -> unit.name().matches("round \\d+ " + phase + ":.*"))
        .mapToLong(unit -> unit.tasks().size())
        .sum();
  }

  /** {@code 2 maps, 3 reduces}. */
  String mapsAndReduces() {
    return tasks("map") + " maps, " + tasks("reduce") + " reduces";
  }

  /** The names of all files, hidden ones too. */
  String files() throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      return files
          .map(file -> file.getFileName() + (length(file) == 0 ? " (empty)" : ""))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  private static long length(Path file) {
    return file.toFile().length();
  }

  /** The lines of each part file, in order: {@code 0: a b | 1: | 2: c}. */
  String parts() throws IOException {
    return parts(false);
  }

  /** The lines of each part file, sorted: what a file holds where there is no order inside it. */
  String contents() throws IOException {
    return parts(true);
  }

  private String parts(boolean sorted) throws IOException {
    SortedMap<Integer, List<String>> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("part-")) {
          List<String> lines = new ArrayList<>(Files.readAllLines(file));
          if (sorted) {
            lines.sort(null);
          }
          parts.put(Integer.parseInt(name.replaceAll("\\D", "")), lines);
        }
      }
    }
    return show(parts);
  }

  /** The form in which part files are shown. */
  static String show(SortedMap<Integer, List<String>> parts) {
    return parts.entrySet().stream()
        .map(part -> (part.getKey() + ": " + String.join(" ", part.getValue())).strip())
        .collect(Collectors.joining(" | "));
  }
}
