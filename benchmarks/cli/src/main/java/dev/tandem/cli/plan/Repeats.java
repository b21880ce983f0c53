package dev.tandem.cli.plan;

import java.util.ArrayList;
import java.util.List;

/** Finds what a loop leaves behind: stretches of a list that are repeated at once. */
public final class Repeats {
  private Repeats() {}

  /**
   * A stretch.
   *
   * @param start where it begins
   * @param length of one repetition
   * @param times how often it stands there, at least 1
   */
  public record Repeat(int start, int length, int times) {
    /** Behind the last repetition. */
    public int end() {
      return start + length * times;
    }
  }

  /**
   * Cuts a list into stretches: at each place the repetition that covers most, or a single element.
   *
   * @param shapes equal where two elements are alike
   * @param longest the longest repetition that is looked for
   */
  public static List<Repeat> find(List<String> shapes, int longest) {
    List<Repeat> repeats = new ArrayList<>();
    for (int at = 0; at < shapes.size(); at = repeats.get(repeats.size() - 1).end()) {
      Repeat best = new Repeat(at, 1, 1);
      for (int length = 1; length <= longest; length++) {
        Repeat found = new Repeat(at, length, times(shapes, at, length));
        if (found.times() > 1 && found.end() > best.end()) {
          best = found;
        }
      }
      repeats.add(best);
    }
    return repeats;
  }

  /** What two turns of a loop have in common: a text without its numbers. */
  public static String turn(String text) {
    return text.replaceAll("[0-9]+", "#");
  }

  private static int times(List<String> shapes, int at, int length) {
    int times = 1;
    while (at + length * (times + 1) <= shapes.size()
        && shapes
            .subList(at, at + length)
            .equals(shapes.subList(at + length * times, at + length * (times + 1)))) {
      times++;
    }
    return times;
  }
}
