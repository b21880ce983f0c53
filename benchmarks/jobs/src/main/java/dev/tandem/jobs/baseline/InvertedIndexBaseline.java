package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For each token the numbers of its files in ascending order: files are read one after the other.
 */
final class InvertedIndexBaseline implements Baseline {
  @Override
  public String name() {
    return "inverted-index";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    boolean withCounts = params.getOrDefault("counts", "false").equals("true");
    List<Path> files = InputLines.files(inputs);
    Map<String, Postings> index = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      int file = i;
      TokenScanner scanner =
          new TokenScanner(
              params.getOrDefault("tokens", "words"),
              token -> index.computeIfAbsent(token, first -> new Postings()).add(file));
      InputLines.each(files.get(i), scanner::line);
    }
    String[] names = files.stream().map(InputLines::baseName).toArray(String[]::new);
    try (AnswerFile answer = new AnswerFile(output)) {
      for (Map.Entry<String, Postings> entry : index.entrySet()) {
        answer.line(entry.getKey(), print(entry.getValue(), names, withCounts));
      }
    }
  }

  /** Files of one name are one document. */
  private static String print(Postings postings, String[] names, boolean withCounts) {
    Map<String, Long> byName =
        new TreeMap<>(
            (a, b) ->
                Arrays.compareUnsigned(
                    a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < postings.size(); i++) {
      byName.merge(names[postings.file(i)], postings.count(i), Long::sum);
    }
    StringBuilder line = new StringBuilder();
    byName.forEach(
        (name, count) ->
            line.append(line.isEmpty() ? "" : ",")
                .append(name)
                .append(withCounts ? ":" + count : ""));
    return line.toString();
  }
}
