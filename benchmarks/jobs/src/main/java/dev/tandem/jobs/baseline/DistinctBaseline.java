package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One hash set of lines. */
final class DistinctBaseline implements Baseline {
  @Override
  public String name() {
    return "distinct";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Set<String> lines = new HashSet<>();
    InputLines.eachText(inputs, lines::add);
    try (AnswerFile answer = new AnswerFile(output)) {
      for (String line : lines) {
        answer.line(line);
      }
    }
  }
}
