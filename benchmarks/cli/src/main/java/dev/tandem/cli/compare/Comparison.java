package dev.tandem.cli.compare;

import dev.tandem.contract.engine.RunReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One job on several engines: all that the table and the page show.
 *
 * @param job the name of the job
 * @param about one sentence on what the job computes
 * @param input what was read, for people
 * @param params the job's parameters as they were used, by name
 * @param verdict whether the answers are the same
 * @param runs one for each engine, in the order in which they ran
 * @param setting machine, JVM and options, for people
 * @param caveats threats to the validity of the times
 * @param when when it happened, for people
 */
public record Comparison(
    String job,
    String about,
    String input,
    Map<String, String> params,
    Verdict verdict,
    List<RunReport> runs,
    Map<String, String> setting,
    List<String> caveats,
    String when) {
  /** Copies the collections. */
  public Comparison {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    runs = List.copyOf(runs);
    setting = Collections.unmodifiableMap(new LinkedHashMap<>(setting));
    caveats = List.copyOf(caveats);
  }
}
