package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Counts pairs of token numbers; each pair of positions once, printed in both orders. */
final class CooccurrenceBaseline implements Baseline {
  @Override
  public String name() {
    return "cooccurrence";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    int window = Integer.parseInt(params.getOrDefault("window", "2"));
    IntPairs pairs = new IntPairs();
    TokenLines lines = new TokenLines();
    lines.each(
        inputs,
        params.getOrDefault("tokens", "words"),
        (tokens, size) -> count(tokens, size, window, pairs));
    try (AnswerFile answer = new AnswerFile(output)) {
      for (int pair = 0; pair < pairs.size(); pair++) {
        print(pair, pairs, lines, answer);
      }
    }
  }

  private static void count(int[] tokens, int size, int window, IntPairs pairs) {
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size && j - i <= window; j++) {
        pairs.add(Math.min(tokens[i], tokens[j]), Math.max(tokens[i], tokens[j]));
      }
    }
  }

  private static void print(int pair, IntPairs pairs, TokenLines lines, AnswerFile answer)
      throws IOException {
    String a = lines.token(pairs.first(pair));
    String b = lines.token(pairs.second(pair));
    long count = pairs.count(pair);
    if (pairs.first(pair) == pairs.second(pair)) {
      answer.line(a + " " + b, Long.toString(2 * count));
    } else {
      answer.line(a + " " + b, Long.toString(count));
      answer.line(b + " " + a, Long.toString(count));
    }
  }
}
