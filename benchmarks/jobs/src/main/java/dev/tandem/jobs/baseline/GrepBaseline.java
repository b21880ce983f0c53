package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One matcher for all lines. */
final class GrepBaseline implements Baseline {
  @Override
  public String name() {
    return "grep";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Matcher matcher = Pattern.compile(params.get("pattern")).matcher("");
    boolean wholeLines = params.getOrDefault("mode", "matches").equals("lines");
    Map<String, long[]> counts = new HashMap<>();
    InputLines.eachText(
        inputs,
        line -> {
          matcher.reset(line);
          boolean found = matcher.find();
          if (found && wholeLines) {
            WordCountBaseline.count(counts, line);
            return;
          }
          while (found) {
            WordCountBaseline.count(counts, matcher.group());
            found = matcher.find();
          }
        });
    try (AnswerFile answer = new AnswerFile(output)) {
      for (Map.Entry<String, long[]> count : counts.entrySet()) {
        answer.line(AnswerFile.escaped(count.getKey()), Long.toString(count.getValue()[0]));
      }
    }
  }
}
