package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts tokens and keeps the first ones in a heap. */
final class TopWordsBaseline implements Baseline {
  /** The most frequent first; UTF-8 bytes are in code point order. */
  private static final Comparator<Map.Entry<String, long[]>> RANKS =
      Comparator.comparingLong((Map.Entry<String, long[]> word) -> -word.getValue()[0])
          .thenComparing(
              word -> word.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  @Override
  public String name() {
    return "topwords";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    int k = Integer.parseInt(params.getOrDefault("k", "10"));
    Map<String, long[]> counts =
        WordCountBaseline.counts(inputs, params.getOrDefault("tokens", "words"));
    PriorityQueue<Map.Entry<String, long[]>> top =
        new PriorityQueue<>(Collections.reverseOrder(RANKS));
    for (Map.Entry<String, long[]> word : counts.entrySet()) {
      top.add(word);
      if (top.size() > k) {
        top.remove();
      }
    }
    List<Map.Entry<String, long[]>> ranked = top.stream().sorted(RANKS).toList();
    try (AnswerFile answer = new AnswerFile(output)) {
      for (int i = 0; i < ranked.size(); i++) {
        String rank = String.format(Locale.ROOT, "%06d", i + 1);
        answer.line(rank, ranked.get(i).getKey() + "\t" + ranked.get(i).getValue()[0]);
      }
    }
  }
}
