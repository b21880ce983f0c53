package dev.tandem.cli.text;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths as people read them: from the current folder on, or below the samples. They say nothing
 * about the machine.
 */
public final class ShortPaths {
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  /**
   * @param samples the folder of the samples, or null where none was used
   */
  public ShortPaths(Path samples) {
    if (samples != null) {
      prefixes.put(samples.toAbsolutePath() + "/", "sample ");
    }
    Path here = Path.of("").toAbsolutePath();
    if (here.getNameCount() > 0) {
      prefixes.put(here + "/", "");
    }
  }

  /**
   * A text with its paths made short. Only whole paths are: what stands before one is no part of a
   * name.
   */
  public String in(String text) {
    String shorter = text;
    for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
      shorter = replace(shorter, prefix.getKey(), prefix.getValue());
    }
    return shorter;
  }

  /** A plan with its paths made short. */
  public Explanation in(Explanation plan) {
    return new Explanation(plan.engine(), plan.units().stream().map(this::in).toList());
  }

  private Explanation.Unit in(Explanation.Unit unit) {
    List<Explanation.Line> lines =
        unit.lines().stream()
            .map(line -> new Explanation.Line(line.kind(), in(line.text()), in(line.why())))
            .toList();
    return new Explanation.Unit(unit.kind(), unit.number(), in(unit.name()), lines);
  }

  /** A report whose plan has its paths made short. */
  public RunReport in(RunReport run) {
    return new RunReport(
        run.job(),
        run.engine(),
        run.status(),
        run.wallMillis(),
        run.ledger(),
        run.counters(),
        run.outputs(),
        run.units(),
        in(run.plan()),
        run.warnings(),
        run.nativeCounters());
  }

  private static String replace(String text, String prefix, String by) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int next = text.indexOf(prefix); next >= 0; next = text.indexOf(prefix, next + 1)) {
      if (next == 0 || " '\"(,".indexOf(text.charAt(next - 1)) >= 0) {
        out.append(text, at, next).append(by);
        at = next + prefix.length();
      }
    }
    return out.append(text, at, text.length()).toString();
  }
}
