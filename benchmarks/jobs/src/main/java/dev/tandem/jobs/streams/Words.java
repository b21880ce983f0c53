package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts tokens: a hash map for each thread's share of the text, merged in the end. */
final class Words {
  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

  private Words() {}

  /** Job wordcount, with Strings as its records. */
  static final class Count implements Program {
    @Override
    public boolean knows(Map<String, String> params) {
      return params.getOrDefault("records", "text").equals("text");
    }

    @Override
    public void run(List<Path> inputs, Map<String, String> params, Parts output)
        throws IOException {
      Map<String, long[]> counts = counts(inputs, params.getOrDefault("tokens", "whitespace"));
      output.write(
          new ArrayList<>(counts.entrySet()), word -> word.getKey() + "\t" + word.getValue()[0]);
    }
  }

  /** Job topwords. */
  static final class Top implements Program {
    @Override
    public void run(List<Path> inputs, Map<String, String> params, Parts output)
        throws IOException {
      Map<String, long[]> counts = counts(inputs, params.getOrDefault("tokens", "words"));
      List<String> lines = new ArrayList<>();
      counts.entrySet().parallelStream()
          .sorted(
              Comparator.comparing((Map.Entry<String, long[]> word) -> -word.getValue()[0])
                  .thenComparing(Map.Entry::getKey, CodePoints.ORDER))
          .limit(Integer.parseInt(params.getOrDefault("k", "10")))
          .forEachOrdered(
              word ->
                  lines.add(
                      String.format(
                          Locale.ROOT,
                          "%06d\t%s\t%d",
                          lines.size() + 1,
                          word.getKey(),
                          word.getValue()[0])));
      output.write(0, lines);
    }
  }

  private static Map<String, long[]> counts(List<Path> inputs, String kind) throws IOException {
    return Texts.pieces(inputs).parallelStream()
        .collect(
            HashMap::new,
            (counts, piece) ->
                tokens(
                    piece.text(),
                    kind,
                    token -> counts.computeIfAbsent(token, t -> new long[1])[0]++),
            Words::merge);
  }

  private static void merge(Map<String, long[]> into, Map<String, long[]> from) {
    from.forEach(
        (token, count) -> {
          long[] before = into.putIfAbsent(token, count);
          if (before != null) {
            before[0] += count[0];
          }
        });
  }

  /** Line ends are white space and no letters, so that nobody has to look for lines. */
  private static void tokens(String text, String kind, Consumer<String> out) {
    if (kind.equals("whitespace")) {
      StringTokenizer tokens = new StringTokenizer(text, " \t\n\u000B\f\r");
      while (tokens.hasMoreTokens()) {
        out.accept(tokens.nextToken());
      }
      return;
    }
    Matcher matcher = LETTERS.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      out.accept(kind.equals("words") ? word.toLowerCase(Locale.ROOT) : word);
    }
  }
}
