package dev.tandem.cli.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code key=value} as it is typed. */
public final class Pairs {
  private Pairs() {}

  /**
   * The pairs, in order. The first {@code =} divides, so values may hold more.
   *
   * @param option for the message
   * @throws UsageError if one has no key or no {@code =}, or a key is given twice
   */
  public static Map<String, String> parse(String option, List<String> typed) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : typed) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new UsageError(option + " is '" + text + "', it must be key=value");
      }
      String key = text.substring(0, equals).strip();
      if (pairs.put(key, text.substring(equals + 1)) != null) {
        throw new UsageError(option + " " + key + " is given twice");
      }
    }
    return pairs;
  }
}
