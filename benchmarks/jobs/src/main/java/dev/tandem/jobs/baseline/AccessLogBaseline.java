package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One matcher for all lines, one hash table of counts. */
final class AccessLogBaseline implements Baseline {
  /** A text between quotes: possessive, so that nothing is tried twice. */
  private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";

  /** A word of the request: no white space, no control character. */
  private static final String WORD = "[^\\x00- \"\\\\]*+(?:\\\\[^\\x00- ]?+[^\\x00- \"\\\\]*+)*+";

  private static final Pattern COMBINED =
      Pattern.compile(
          "[^ ]++ [^ ]++ [^ ]++ "
              + "\\[\\d\\d/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\\d{4}"
              + ":(?<hour>[01]\\d|2[0-3]):\\d\\d:\\d\\d [+-]\\d{4}\\] "
              + "\"(?<method>(?! )"
              + WORD
              + ") (?<target>(?! )"
              + WORD
              + ") (?!\")"
              + WORD
              + "\" (?<status>\\d{3}) (?<bytes>\\d{1,18}|-) "
              + QUOTED
              + " "
              + QUOTED,
          Pattern.DOTALL);

  @Override
  public String name() {
    return "access-log";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Totals totals = new Totals();
    InputLines.eachText(inputs, totals::add);
    try (AnswerFile answer = new AnswerFile(output)) {
      totals.print(answer);
    }
  }

  private static final class Totals {
    private final Matcher matcher = COMBINED.matcher("");
    private final long[] hours = new long[24];
    private final long[] statuses = new long[1000];
    private final Map<String, long[]> methods = new HashMap<>();
    private final Map<String, long[]> paths = new HashMap<>();
    private final Map<String, long[]> missing = new HashMap<>();
    private long lines;
    private long malformed;
    private long bytes;

    void add(String line) {
      lines++;
      if (!matcher.reset(line).matches()) {
        malformed++;
        return;
      }
      int status = Integer.parseInt(matcher.group("status"));
      statuses[status]++;
      hours[Integer.parseInt(matcher.group("hour"))]++;
      WordCountBaseline.count(methods, matcher.group("method"));
      String target = matcher.group("target");
      int query = target.indexOf('?');
      String path = query < 0 ? target : target.substring(0, query);
      WordCountBaseline.count(paths, path);
      if (status == 404) {
        WordCountBaseline.count(missing, path);
      }
      String size = matcher.group("bytes");
      bytes += size.equals("-") ? 0 : Long.parseLong(size);
    }

    void print(AnswerFile answer) throws IOException {
      if (lines == 0) {
        return;
      }
      answer.line("lines:total", Long.toString(lines));
      answer.line("lines:malformed", Long.toString(malformed));
      answer.line("bytes:total", Long.toString(bytes));
      print(answer, "hour", 2, hours);
      print(answer, "status", 3, statuses);
      print(answer, "method", methods);
      print(answer, "path", paths);
      print(answer, "404", missing);
    }

    private static void print(AnswerFile answer, String section, int digits, long[] counts)
        throws IOException {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          String key = "0".repeat(digits - Integer.toString(i).length()) + i;
          answer.line(section + ":" + key, Long.toString(counts[i]));
        }
      }
    }

    private static void print(AnswerFile answer, String section, Map<String, long[]> counts)
        throws IOException {
      for (Map.Entry<String, long[]> count : counts.entrySet()) {
        answer.line(section + ":" + count.getKey(), Long.toString(count.getValue()[0]));
      }
    }
  }
}
