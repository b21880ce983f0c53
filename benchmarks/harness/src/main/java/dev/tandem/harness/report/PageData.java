package dev.tandem.harness.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the page's script draws from: the report itself, and the words and figures that are the same
 * in all forms of the report.
 *
 * @param report everything that was measured
 * @param findings what was found
 * @param tables the tables behind the charts, and all others
 * @param measures what the ledger counts, in order
 * @param shares how the time of each run was spent
 * @param sweeps what more slots and more data do
 * @param against the comparison with an older benchmark, or null
 * @param againstSentence that comparison in one sentence, or null
 */
record PageData(
    BenchReport report,
    Findings findings,
    List<Table> tables,
    List<Measured> measures,
    List<Shares> shares,
    List<Sweep> sweeps,
    Against against,
    String againstSentence) {
  /**
   * A measure of the ledger.
   *
   * @param key its name in the ledger
   * @param label its name for people
   */
  record Measured(String key, String label) {}

  /**
   * How one contender spent its time on one job.
   *
   * @param job its name
   * @param contender its name
   * @param parts that add up to the run
   */
  record Shares(String job, String contender, List<Part> parts) {}

  /**
   * A part of a run.
   *
   * @param name of the phase
   * @param millis its share
   * @param outside whether no phase covers it
   */
  record Part(String name, double millis, boolean outside) {}

  static PageData of(BenchReport report, Against against) {
    List<Table> tables = new ArrayList<>(Tables.of(report));
    if (against != null) {
      tables.add(against.table());
    }
    return new PageData(
        report,
        Findings.of(report),
        tables,
        Arrays.stream(Measure.values())
            .map(measure -> new Measured(measure.key(), measure.label()))
            .toList(),
        shares(report),
        Sweep.of(report),
        against,
        against == null ? null : against.sentence());
  }

  private static List<Shares> shares(BenchReport report) {
    List<Shares> shares = new ArrayList<>();
    for (JobResult job : report.jobs()) {
      for (Result result : job.results()) {
        List<Part> parts =
            PhaseTimes.of(result).stream()
                .map(share -> new Part(share.name(), share.millis(), share.phase() == null))
                .toList();
        shares.add(new Shares(job.job(), result.contender(), parts));
      }
    }
    return shares;
  }

  /**
   * As JSON that can stand in a script element: without the characters of markup, and without those
   * that hide or reorder text.
   */
  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that is not JSON", e);
    }
  }

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  static {
    MAPPER.getFactory().setCharacterEscapes(new NoMarkup());
  }

  private static final class NoMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&', '\'', '`'}) {
        codes[c] = CharacterEscapes.ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            new SerializedString("\\ufffd");
        default -> null;
      };
    }
  }
}
