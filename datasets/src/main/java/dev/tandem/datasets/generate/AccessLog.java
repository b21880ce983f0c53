package dev.tandem.datasets.generate;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Requests to a web server in Apache's combined log format, in the order of time, some lines
 * damaged: cut in the middle, or without status and size.
 *
 * <p>Paths follow Zipf's law, and some have a query; addresses are private ones. With a size in
 * bytes the last line is filled up inside the name of the user agent.
 */
public final class AccessLog implements Generator {
  private static final int MAX_PATHS = 1_000_000;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    int paths = (int) params.integer("paths", 1, MAX_PATHS);
    double malformed = params.decimal("malformed", 0, 1);
    return new Requests(AliasTable.zipf(paths, 1), malformed, SplitMix64.stream(seed, 10));
  }

  private static final class Requests implements RecordSource {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ROOT);
    private static final String[] METHODS = {
      "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE"
    };
    private static final String[] AGENTS = {
      "Mozilla/5.0 (X11; Linux x86_64)",
      "curl/8.5.0",
      "CrawlBot/0.9 (+http://bot.example)",
      "Say \\\"hello\\\" 1.0"
    };
    private static final byte[] END_OF_AGENT = {'"', '\n'};
    private static final byte[] END_OF_LINE = {'\n'};
    private static final int ADDRESSES = 1 << 16;
    private static final int MOST_SECONDS = 3;
    private static final int MOST_BYTES = 50_000;

    private final AliasTable paths;
    private final WordList words = new WordList(4000, false);
    private final double malformed;
    private final SplitMix64 random;
    private LocalDateTime time = LocalDateTime.of(2026, 3, 1, 0, 0);

    Requests(AliasTable paths, double malformed, SplitMix64 random) {
      this.paths = paths;
      this.malformed = malformed;
      this.random = random;
    }

    @Override
    public void next(ByteLine line) {
      int start = line.length();
      boolean cut = random.nextDouble() < malformed / 2;
      boolean silent = random.nextDouble() < malformed / 2;
      int address = random.nextInt(ADDRESSES);
      time = time.plusSeconds(random.nextInt(MOST_SECONDS));
      line.append("10.0.");
      line.appendLong(address >> 8);
      line.append('.');
      line.appendLong(address & 0xFF);
      line.append(" - - [" + TIME.format(time) + " +0000] \"");
      line.append(METHODS[random.nextInt(METHODS.length)]);
      line.append(' ');
      appendPath(line);
      line.append(" HTTP/1.1\"");
      if (!silent) {
        appendAnswer(line);
      }
      line.append(" \"-\" \"");
      line.append(AGENTS[random.nextInt(AGENTS.length)]);
      line.append('"');
      if (cut) {
        line.truncate(start + (line.length() - start) * 2 / 3);
      }
      line.append('\n');
    }

    private void appendPath(ByteLine line) {
      int path = paths.draw(random.nextLong());
      line.append('/');
      words.append(path % words.size(), line);
      line.append('/');
      line.appendLong(path);
      if (random.nextInt(5) == 0) {
        line.append("?page=");
        line.appendLong(1 + random.nextInt(9));
      }
    }

    private void appendAnswer(ByteLine line) {
      int chance = random.nextInt(100);
      int status = chance < 2 ? 500 : chance < 8 ? 404 : chance < 18 ? 304 : 200;
      line.append(' ');
      line.appendLong(status);
      line.append(' ');
      if (status == 304) {
        line.append('-');
      } else {
        line.appendLong(100 + random.nextInt(MOST_BYTES));
      }
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("access-log", last, overflow, missing);
      byte[] end = last.get(last.length() - 2) == '"' ? END_OF_AGENT : END_OF_LINE;
      last.truncate(last.length() - end.length);
      last.fill('x', missing);
      last.append(end);
    }
  }
}
