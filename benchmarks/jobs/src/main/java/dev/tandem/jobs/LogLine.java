package dev.tandem.jobs;

/**
 * What a line in Apache's combined log format says: {@code host ident user [time] "request" status
 * bytes "referer" "agent"}, one blank between two of them, quotes inside quotes behind a backslash.
 * The request is {@code method target protocol}.
 *
 * @param status three digits
 * @param method the first word of the request
 * @param hour two digits
 * @param path the target up to its query
 * @param bytes of the answer; 0 where the log has {@code -}
 */
record LogLine(String status, String method, String hour, String path, long bytes) {
  private static final String MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

  /** What a time looks like: 0 is a digit, M a letter, + a sign. */
  private static final String TIME = "00/MMM/0000:00:00:00 +0000";

  private static final int MONTH = 3;
  private static final int HOUR = 12;

  /** More digits could be more than a long holds. */
  private static final int MOST_DIGITS = 18;

  /** Reads a line; null if it is malformed. */
  static LogLine parse(String line) {
    Cursor in = new Cursor(line);
    in.word();
    in.word();
    in.word();
    String time = in.time();
    String request = in.quoted();
    in.blank();
    String status = in.word();
    String bytes = in.word();
    in.quoted();
    in.blank();
    in.quoted();
    boolean whole =
        in.atEnd() && isTime(time) && status.length() == 3 && isNumber(status) && isSize(bytes);
    return whole ? of(time, request, status, bytes) : null;
  }

  private static LogLine of(String time, String request, String status, String bytes) {
    int method = wordEnd(request, 0);
    int target = wordEnd(request, method + 1);
    int protocol = wordEnd(request, target + 1);
    if (method == 0
        || target <= method + 1
        || protocol <= target + 1
        || protocol != request.length()) {
      return null;
    }
    int query = request.indexOf('?', method + 1);
    int pathEnd = query >= 0 && query < target ? query : target;
    return new LogLine(
        status,
        request.substring(0, method),
        time.substring(HOUR, HOUR + 2),
        request.substring(method + 1, pathEnd),
        bytes.equals("-") ? 0 : Long.parseLong(bytes));
  }

  /** The end of a word without white space or control characters. */
  private static int wordEnd(String request, int from) {
    int i = from;
    while (i < request.length() && request.charAt(i) > ' ') {
      i++;
    }
    return i < request.length() && request.charAt(i) != ' ' ? from : i;
  }

  private static boolean isTime(String time) {
    if (time.length() != TIME.length()) {
      return false;
    }
    for (int i = 0; i < TIME.length(); i++) {
      char c = time.charAt(i);
      boolean fits =
          switch (TIME.charAt(i)) {
            case '0' -> isDigit(c);
            case 'M' -> c > ' ';
            case '+' -> c == '+' || c == '-';
            default -> c == TIME.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return MONTHS.indexOf(time.substring(MONTH, MONTH + 3)) % 4 == 0
        && time.substring(HOUR, HOUR + 2).compareTo("24") < 0;
  }

  private static boolean isSize(String bytes) {
    return bytes.equals("-") || bytes.length() <= MOST_DIGITS && isNumber(bytes);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Goes through a line; after the first surprise everything is empty, and the end never comes. */
  private static final class Cursor {
    private final String line;
    private int at;

    Cursor(String line) {
      this.line = line;
    }

    private String fail() {
      at = line.length() + 1;
      return "";
    }

    /** What stands before the next blank; moves behind it. */
    String word() {
      int end = at < line.length() ? line.indexOf(' ', at) : -1;
      if (end <= at) {
        return fail();
      }
      String word = line.substring(at, end);
      at = end + 1;
      return word;
    }

    /** What stands in brackets; moves behind the blank that follows. */
    String time() {
      int end = at < line.length() && line.charAt(at) == '[' ? line.indexOf("] ", at) : -1;
      if (end < 0) {
        return fail();
      }
      String time = line.substring(at + 1, end);
      at = end + 2;
      return time;
    }

    /** What stands in quotes, as it stands there; moves behind the last quote. */
    String quoted() {
      if (at >= line.length() || line.charAt(at) != '"') {
        return fail();
      }
      int end = at + 1;
      while (end < line.length() && line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      if (end >= line.length()) {
        return fail();
      }
      String text = line.substring(at + 1, end);
      at = end + 1;
      return text;
    }

    void blank() {
      if (at >= line.length() || line.charAt(at) != ' ') {
        fail();
      } else {
        at++;
      }
    }

    boolean atEnd() {
      return at == line.length();
    }
  }
}
