package dev.tandem.cli.bench;

import dev.tandem.cli.text.Terminal;
import dev.tandem.harness.Progress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells of each step in a line; on a terminal there is a bar below, with the time that is left. */
public final class BenchProgress implements Progress, AutoCloseable {
  private final Terminal terminal;
  private ProgressBar bar;

  /**
   * @param terminal where to
   */
  public BenchProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void say(String line) {
    terminal.say(line);
  }

  @Override
  public synchronized void turn(String what, double secondsDone, double seconds) {
    if (!terminal.interactive()) {
      return;
    }
    if (bar == null) {
      bar = bar();
    }
    bar.maxHint(Math.max(1, Math.round(seconds)));
    bar.stepTo(Math.min(Math.round(secondsDone), Math.round(seconds)));
    bar.setExtraMessage(" " + left(seconds - secondsDone) + " left: " + what);
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("bench")
        .setUnit(" s", 1)
        .setInitialMax(1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .hideEta()
        .clearDisplayOnFinish()
        .setConsumer(
            new ConsoleProgressBarConsumer(terminal.err(), Math.min(120, terminal.columns() - 1)))
        .build();
  }

  /** As {@code 2:05} or {@code 1:00:00}. */
  static String left(double seconds) {
    Duration left = Duration.ofSeconds(Math.max(0, Math.round(seconds)));
    String digits = left.toHours() > 0 ? "%d:%02d:%02d" : "%2$d:%3$02d";
    return String.format(
        Locale.ROOT, digits, left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
