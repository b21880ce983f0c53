package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a job's keys that decide, in the words of the {@code sort} of Unix: {@code -k
 * pos1[,pos2]} once for each part, {@code -n} and {@code -r} for all parts that say neither; a
 * position is a field, perhaps with a dot and a character of it, both from 1 on, then {@code n} and
 * {@code r} for this part alone. What {@link KeyFieldBasedPartitioner} and {@link
 * KeyFieldBasedComparator} share.
 */
final class KeyFieldOptions {
  /** What stands between the fields of a key: a tabulator unless set. */
  static final String SEPARATOR = "mapreduce.map.output.key.field.separator";

  private static final Pattern PART =
      Pattern.compile(
          "([1-9]\\d*)(?:\\.([1-9]\\d*))?([nr]*)(?:,([1-9]\\d*)(?:\\.(\\d+))?([nr]*))?");

  private final String property;
  private final byte[] separator;
  private final List<KeyField> parts = new ArrayList<>();
  private boolean numeric;
  private boolean reverse;

  /**
   * Reads the options of a job.
   *
   * @param property that holds them
   * @throws IllegalArgumentException if they are no options; names the property
   */
  KeyFieldOptions(Configuration conf, String property) {
    this.property = property;
    this.separator = conf.get(SEPARATOR, "\t").getBytes(StandardCharsets.UTF_8);
    if (separator.length == 0) {
      throw new IllegalArgumentException(SEPARATOR + " is empty, it must be a character or more");
    }
    StringTokenizer words = new StringTokenizer(conf.get(property, ""));
    boolean any = words.hasMoreTokens();
    while (words.hasMoreTokens()) {
      read(words.nextToken(), words);
    }
    parts.replaceAll(part -> part.numeric() || part.reverse() ? part : part.as(numeric, reverse));
    if (any && parts.isEmpty()) {
      parts.add(KeyField.WHOLE.as(numeric, reverse));
    }
  }

  private void read(String word, StringTokenizer words) {
    switch (word) {
      case "-n" -> numeric = true;
      case "-r" -> reverse = true;
      case "-nr" -> {
        numeric = true;
        reverse = true;
      }
      case "-k" -> parts.add(part(words.hasMoreTokens() ? words.nextToken() : ""));
      default -> {
        if (!word.startsWith("-k")) {
          throw refused(word);
        }
        parts.add(part(word.substring(2)));
      }
    }
  }

  private KeyField part(String text) {
    Matcher part = PART.matcher(text);
    if (!part.matches()) {
      throw refused("-k" + text);
    }
    String kind = part.group(3) + (part.group(6) == null ? "" : part.group(6));
    try {
      return new KeyField(
          number(part.group(1), 1),
          number(part.group(2), 1),
          number(part.group(4), KeyField.LAST),
          number(part.group(5), KeyField.LAST),
          kind.contains("n"),
          kind.contains("r"));
    } catch (NumberFormatException tooLarge) {
      throw refused("-k" + text);
    }
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private IllegalArgumentException refused(String option) {
    return new IllegalArgumentException(
        property
            + " has '"
            + option
            + "'; there are -n, -r, -nr and -k pos1[,pos2], where pos is a field, or a field, a dot"
            + " and a character, counted from 1, then n or r");
  }

  /** The parts, the most important one first; none if the key counts as it is. */
  List<KeyField> parts() {
    return parts;
  }

  /**
   * The text of a key.
   *
   * @throws IllegalArgumentException for an array, whose text does not say what is in it
   */
  KeyText text(Object key) {
    return new KeyText(string(key).getBytes(StandardCharsets.UTF_8), separator);
  }

  /** As {@link #text}, before it is bytes. */
  String string(Object key) {
    if (key.getClass().isArray()) {
      throw new IllegalArgumentException(
          "keys with fields are text, not " + key.getClass().getSimpleName());
    }
    return key.toString();
  }
}
