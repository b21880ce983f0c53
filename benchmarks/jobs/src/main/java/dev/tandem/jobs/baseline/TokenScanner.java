package dev.tandem.jobs.baseline;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts lines into tokens. */
final class TokenScanner {
  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

  private final String kind;
  private final Consumer<String> out;

  /**
   * @param kind {@code whitespace}, {@code letters} or {@code words}
   * @param out takes the tokens
   */
  TokenScanner(String kind, Consumer<String> out) {
    this.kind = kind;
    this.out = out;
  }

  /** Scans one line of bytes. */
  void line(byte[] buffer, int from, int to) {
    switch (kind) {
      case "whitespace" -> split(buffer, from, to);
      case "letters" -> letters(buffer, from, to, false);
      case "words" -> letters(buffer, from, to, true);
      default -> throw new IllegalArgumentException("no such tokens: " + kind);
    }
  }

  /** White space is ASCII, and ASCII bytes are never part of another character. */
  private void split(byte[] buffer, int from, int to) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || isSpace(buffer[i])) {
        if (i > start) {
          out.accept(InputLines.text(buffer, start, i));
        }
        start = i + 1;
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || b >= '\t' && b <= '\r');
  }

  private void letters(byte[] buffer, int from, int to, boolean lower) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i < to && buffer[i] < 0) {
        unicode(InputLines.text(buffer, start, to), lower);
        return;
      }
      if (i == to || !isAsciiLetter(buffer[i])) {
        if (i > start) {
          String word = InputLines.text(buffer, start, i);
          out.accept(lower ? word.toLowerCase(Locale.ROOT) : word);
        }
        start = i + 1;
      }
    }
  }

  private static boolean isAsciiLetter(byte b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private void unicode(String rest, boolean lower) {
    Matcher matcher = LETTERS.matcher(rest);
    while (matcher.find()) {
      out.accept(lower ? matcher.group().toLowerCase(Locale.ROOT) : matcher.group());
    }
  }
}
