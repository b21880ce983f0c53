package dev.tandem.harness;

import dev.tandem.harness.BenchReport.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one run. The process that ran it appends it to a log, so that it is known even
 * where the process ends before its time.
 *
 * @param verdict whether its time may count
 * @param usage what it used; {@link Usage#NONE} unless it ended
 * @param ledger what it counted
 * @param phases its parts
 */
record RunRecord(Verdict verdict, Usage usage, Map<String, Long> ledger, List<Phase> phases) {
  static RunRecord without(Verdict verdict) {
    return new RunRecord(verdict, Usage.NONE, Map.of(), List.of());
  }

  void appendTo(Path log) throws IOException {
    String line = Json.MAPPER.writeValueAsString(this) + "\n";
    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All records of a log, in order; none if there is no log. */
  static List<RunRecord> readAll(Path log) throws IOException {
    List<RunRecord> records = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(log)) {
        records.add(Json.MAPPER.readValue(line, RunRecord.class));
      }
    } catch (NoSuchFileException e) {
      return List.of(); // The process ended before its first run did.
    }
    return records;
  }
}
