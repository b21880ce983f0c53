package dev.tandem.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one run. The fork that ran it appends it to a log, so that it is known even where
 * JMH drops the whole fork.
 *
 * @param status whether its time may count
 * @param message why not: one line; empty for a right answer
 */
record Verdict(Status status, String message) {
  static final Verdict RIGHT = new Verdict(Status.RIGHT, "");

  static Verdict wrong(String difference) {
    return new Verdict(Status.WRONG, difference);
  }

  static Verdict failed(Throwable failure) {
    return new Verdict(
        Status.FAILED, failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }

  void appendTo(Path log) throws IOException {
    String line = Json.MAPPER.writeValueAsString(this) + "\n";
    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All verdicts of a log, in order; none if there is no log. */
  static List<Verdict> readAll(Path log) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(log)) {
        verdicts.add(Json.MAPPER.readValue(line, Verdict.class));
      }
    } catch (NoSuchFileException e) {
      return List.of(); // The fork ended before its first run did.
    }
    return verdicts;
  }
}
