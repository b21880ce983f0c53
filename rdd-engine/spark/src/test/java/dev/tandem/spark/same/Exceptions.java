package dev.tandem.spark.same;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What became of Spark's methods that are not here under their names: the lines of {@code
 * native-api.txt}, which is written by hand.
 */
final class Exceptions {
  /**
   * One line.
   *
   * @param type Spark's class, or {@code *} for each that has the method
   * @param method its name, alone or with the number of arguments: {@code stop} or {@code stop/1}
   * @param fate {@code renamed} or {@code left out}
   * @param reason what stands for it here, or why nothing does
   */
  record Line(String type, String method, String fate, String reason) {
    boolean covers(Class<?> spark, String key) {
      return (type.equals("*") || type.equals(spark.getSimpleName()))
          && (method.equals(key) || method.equals(key.substring(0, key.indexOf('/'))));
    }

    @Override
    public String toString() {
      return type + "." + method;
    }
  }

  private final List<Line> lines;
  private final Set<Line> used = new LinkedHashSet<>();

  private Exceptions(List<Line> lines) {
    this.lines = lines;
  }

  static Exceptions read() throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Exceptions.class.getResourceAsStream("/native-api.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(parse(line));
        }
      }
    }
    return new Exceptions(lines);
  }

  private static Line parse(String line) {
    String[] parts = line.split("\\|", 4);
    if (parts.length != 4 || !List.of("renamed", "left out").contains(parts[2].strip())) {
      throw new IllegalArgumentException("not an exception: " + line);
    }
    return new Line(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip());
  }

  /** What is said of a method; the most particular line first. */
  Optional<Line> of(Class<?> spark, String key) {
    Optional<Line> found =
        lines.stream().filter(line -> line.covers(spark, key)).max(Exceptions::moreParticular);
    found.ifPresent(used::add);
    return found;
  }

  private static int moreParticular(Line a, Line b) {
    return Integer.compare(weight(a), weight(b));
  }

  private static int weight(Line line) {
    return (line.type().equals("*") ? 0 : 1) + (line.method().contains("/") ? 2 : 0);
  }

  /** Lines that no method needed so far. */
  List<Line> stale() {
    return lines.stream().filter(line -> !used.contains(line)).toList();
  }
}
