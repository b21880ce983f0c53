package dev.tandem.jobs;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextBytes;
import java.util.Locale;

/**
 * How a line is taken apart into tokens. The inner loop of half the jobs: a token costs its String.
 */
enum Tokens {
  /** Separated by ASCII white space; case is kept. */
  WHITESPACE {
    @Override
    void each(String line, Emitter<String> out) {
      int length = line.length();
      int i = 0;
      while (i < length) {
        if (isSpace(line.charAt(i))) {
          i++;
          continue;
        }
        int start = i;
        do {
          i++;
        } while (i < length && !isSpace(line.charAt(i)));
        out.emit(line.substring(start, i));
      }
    }

    @Override
    void each(TextBytes line, Emitter<? super TextBytes> out) {
      line.tokens(out);
    }
  },
  /** Maximal runs of letters (the Unicode category L); case is kept. */
  LETTERS {
    @Override
    void each(String line, Emitter<String> out) {
      int length = line.length();
      int i = 0;
      while (i < length) {
        int end = endOfLetters(line, i);
        if (end > i) {
          out.emit(line.substring(i, end));
        }
        i = end + 1; // behind the run stands no letter, or half of one character that is none
      }
    }
  },
  /** As {@link #LETTERS}, then in lower case (Unicode's full mapping, no locale). */
  WORDS {
    @Override
    void each(String line, Emitter<String> out) {
      int length = line.length();
      int i = 0;
      while (i < length) {
        int lower = endOfLowerCase(line, i);
        int end = endOfLetters(line, lower);
        if (end > i) {
          String word = line.substring(i, end);
          out.emit(end == lower ? word : word.toLowerCase(Locale.ROOT));
        }
        i = end + 1;
      }
    }
  };

  private static boolean isSpace(char c) {
    return c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r');
  }

  /** Index behind the run of letters at {@code from}; {@code from} itself if there is none. */
  private static int endOfLetters(String line, int from) {
    int length = line.length();
    int i = from;
    while (i < length) {
      char c = line.charAt(i);
      if (c < 0x80) {
        if (!isAsciiLetter(c)) {
          return i;
        }
        i++;
      } else {
        int codePoint = line.codePointAt(i);
        if (!Character.isLetter(codePoint)) {
          return i;
        }
        i += Character.charCount(codePoint);
      }
    }
    return length;
  }

  private static boolean isAsciiLetter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Most words are in lower case already: those cost one look at each letter. */
  private static int endOfLowerCase(String line, int from) {
    int length = line.length();
    int i = from;
    while (i < length && line.charAt(i) >= 'a' && line.charAt(i) <= 'z') {
      i++;
    }
    return i;
  }

  /** Emits the tokens of a line from left to right. */
  abstract void each(String line, Emitter<String> out);

  /**
   * Emits the tokens of a line of UTF-8 from left to right. What a letter is takes characters, so
   * that only white space does without them.
   */
  void each(TextBytes line, Emitter<? super TextBytes> out) {
    each(line.toString(), token -> out.emit(TextBytes.of(token)));
  }

  /** The parameter that chooses among them. */
  static Param<String> param(Tokens byDefault) {
    return Param.choice(
        "tokens",
        byDefault.name().toLowerCase(Locale.ROOT),
        "what a token is: separated by white space, letters, or letters in lower case",
        "whitespace",
        "letters",
        "words");
  }

  /** The choice of a typed parameter. */
  static Tokens named(String typed) {
    return valueOf(typed.toUpperCase(Locale.ROOT));
  }
}
