package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts tokens in one hash table with a mutable count for each. */
final class WordCountBaseline implements Baseline {
  @Override
  public String name() {
    return "wordcount";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Map<String, long[]> counts = counts(inputs, params.getOrDefault("tokens", "whitespace"));
    try (AnswerFile answer = new AnswerFile(output)) {
      for (Map.Entry<String, long[]> count : counts.entrySet()) {
        answer.line(count.getKey(), Long.toString(count.getValue()[0]));
      }
    }
  }

  static Map<String, long[]> counts(List<Path> inputs, String tokens) throws IOException {
    Map<String, long[]> counts = new HashMap<>(1 << 17);
    TokenScanner scanner = new TokenScanner(tokens, token -> count(counts, token));
    InputLines.each(inputs, scanner::line);
    return counts;
  }

  static void count(Map<String, long[]> counts, String key) {
    long[] count = counts.get(key);
    if (count == null) {
      counts.put(key, new long[] {1});
    } else {
      count[0]++;
    }
  }
}
