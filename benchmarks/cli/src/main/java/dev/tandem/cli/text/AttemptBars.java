package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * When each of several things ran: a line each, with a bar from its beginning to its end on one
 * scale for all. In plain characters, so that it can be read in a pipe as on a terminal.
 */
public final class AttemptBars {
  private static final int NARROWEST = 10;

  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String name, long from, long to, char mark) {}

  /**
   * Adds a line.
   *
   * @param name at its beginning
   * @param fromMillis when it began, from 0
   * @param toMillis when it ended, not before
   * @param mark what the bar is made of
   */
  public AttemptBars add(String name, long fromMillis, long toMillis, char mark) {
    long from = Math.max(0, fromMillis);
    bars.add(new Bar(Plain.line(name), from, Math.max(from, toMillis), mark));
    return this;
  }

  /** The lines, none longer than {@code columns} unless that is too narrow for any bar. */
  public String print(int columns) {
    long end = Math.max(1, bars.stream().mapToLong(Bar::to).max().orElse(1));
    int names = bars.stream().mapToInt(bar -> bar.name().length()).max().orElse(0);
    int times = bars.stream().mapToInt(bar -> time(bar).length()).max().orElse(0);
    int width = Math.max(NARROWEST, columns - names - times - 6);
    StringBuilder out = new StringBuilder();
    for (Bar bar : bars) {
      int from = (int) Math.min(width - 1, (double) bar.from() / end * width);
      int to = (int) Math.max(from + 1, (double) bar.to() / end * width);
      out.append("  ")
          .append(TextTable.pad(bar.name(), names, true))
          .append("  ")
          .append(" ".repeat(from))
          .append(String.valueOf(bar.mark()).repeat(to - from))
          .append(" ".repeat(width - to))
          .append("  ")
          .append(TextTable.pad(time(bar), times, false))
          .append('\n');
    }
    return out.toString();
  }

  private static String time(Bar bar) {
    return Human.millis(bar.to() - bar.from());
  }
}
