package dev.tandem.jobs.streams;

import java.util.Comparator;

/** Compares texts by code points, which is how their UTF-8 bytes compare. */
final class CodePoints {
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        return rank(c) - rank(d);
      }
    }
    return a.length() - b.length();
  }

  /** Halves of characters beyond U+FFFF come behind all others. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
