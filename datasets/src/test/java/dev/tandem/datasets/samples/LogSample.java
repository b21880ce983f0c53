package dev.tandem.datasets.samples;

import dev.tandem.datasets.generate.SplitMix64;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day of a small web server in Apache's combined log format, with a few damaged lines. */
final class LogSample {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
  private static final String[] METHODS = {"GET", "GET", "GET", "GET", "POST", "PUT", "DELETE"};
  private static final String[] PATHS = {
    "/",
    "/books",
    "/books/42",
    "/books?page=2",
    "/search?q=zipf",
    "/cart",
    "/login",
    "/about",
    "/api/orders",
    "/api/orders/7",
    "/images/logo.png",
    "/old/page.html"
  };
  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64)", "curl/8.5.0", "CrawlBot/0.9 (+http://bot.example)"
  };

  private final SplitMix64 random = SplitMix64.stream(2026, 80);
  private LocalDateTime time = LocalDateTime.of(2026, 3, 1, 0, 0);

  static String lines(int count) {
    LogSample log = new LogSample();
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      String line = log.line();
      lines.append(i % 211 == 0 ? line.substring(0, line.length() / 3) : line).append('\n');
    }
    return lines.toString();
  }

  private String line() {
    time = time.plusSeconds(random.nextInt(110));
    String path = PATHS[Math.min(random.nextInt(PATHS.length), random.nextInt(PATHS.length))];
    String method = METHODS[random.nextInt(METHODS.length)];
    int status = status(path);
    String bytes = status == 304 ? "-" : Integer.toString(100 + random.nextInt(20_000));
    return "192.0.2."
        + (1 + random.nextInt(40))
        + " - - ["
        + TIME.format(time)
        + " +0000] \""
        + method
        + " "
        + path
        + " HTTP/1.1\" "
        + status
        + " "
        + bytes
        + " \"-\" \""
        + AGENTS[random.nextInt(AGENTS.length)]
        + "\"";
  }

  private int status(String path) {
    if (path.startsWith("/old")) {
      return 404;
    }
    int chance = random.nextInt(100);
    return chance < 3 ? 500 : chance < 8 ? 404 : chance < 18 ? 304 : 200;
  }
}
