package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An n-gram is the number of its first n-1 tokens, themselves an (n-1)-gram, and that of its last
 * token: a pair of ints, whatever n is.
 */
final class NGramsBaseline implements Baseline {
  @Override
  public String name() {
    return "ngrams";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    String kind = params.getOrDefault("tokens", "words");
    int n = Integer.parseInt(params.getOrDefault("n", "2"));
    List<IntPairs> grams = new ArrayList<>();
    TokenLines lines = new TokenLines();
    lines.each(inputs, kind, (tokens, size) -> count(tokens, size, n, grams));
    try (AnswerFile answer = new AnswerFile(output)) {
      int found = grams.isEmpty() ? 0 : grams.get(n - 1).size();
      for (int gram = 0; gram < found; gram++) {
        answer.line(print(gram, grams, lines), Long.toString(grams.get(n - 1).count(gram)));
      }
    }
  }

  /** The first token follows nothing, which has the number 0. */
  private static void count(int[] tokens, int size, int n, List<IntPairs> grams) {
    while (size >= n && grams.size() < n) {
      grams.add(new IntPairs());
    }
    for (int from = 0; from <= size - n; from++) {
      int gram = 0;
      for (int i = 0; i < n; i++) {
        gram = grams.get(i).add(gram, tokens[from + i]);
      }
    }
  }

  private static String print(int gram, List<IntPairs> grams, TokenLines lines) {
    StringBuilder text = new StringBuilder();
    int at = gram;
    for (int i = grams.size() - 1; i >= 0; i--) {
      text.insert(0, lines.token(grams.get(i).second(at))).insert(0, i == 0 ? "" : " ");
      at = grams.get(i).first(at);
    }
    return text.toString();
  }
}
