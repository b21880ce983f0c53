package dev.tandem.cli.run;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.Terminal;
import dev.tandem.contract.engine.RunListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how a run goes on: a bar on a terminal, everywhere the warnings, and the attempts that
 * failed where they are asked for.
 */
public final class Progress implements RunListener, AutoCloseable {
  private final Terminal terminal;
  private final String engine;
  private final boolean verbose;
  private final ProgressBar bar;
  private long tasks;
  private int failures;
  private boolean started;

  /**
   * @param terminal where to
   * @param engine who runs
   * @param verbose whether to tell of every unit and every failed attempt
   */
  public Progress(Terminal terminal, String engine, boolean verbose) {
    this.terminal = terminal;
    this.engine = engine;
    this.verbose = verbose;
    this.bar = terminal.interactive() ? bar() : null;
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(engine)
        .setUnit(" tasks", 1)
        .setInitialMax(0)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .hideEta()
        .clearDisplayOnFinish()
        .setConsumer(
            new ConsoleProgressBarConsumer(terminal.err(), Math.min(120, terminal.columns() - 1)))
        .build();
  }

  @Override
  public synchronized void unitStarted(String unit, int more) {
    started = true;
    tasks += more;
    if (bar != null) {
      bar.maxHint(tasks);
      bar.setExtraMessage(" " + Plain.line(unit, 40));
    }
    if (verbose) {
      terminal.say(engine + ": " + unit + ", " + Human.plural(more, "task"));
    }
  }

  @Override
  public synchronized void taskFinished(String unit, int task, int attempt) {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public synchronized void attemptFailed(
      String unit, int task, int attempt, Throwable cause, boolean again) {
    failures += again ? 1 : 0;
    if (verbose) {
      terminal.say(
          engine + ": " + unit + ", task " + task + ": attempt " + attempt + " failed: " + cause);
    }
  }

  /** Whether tasks have begun. */
  synchronized boolean started() {
    return started;
  }

  /**
   * Tells of attempts that failed before the run succeeded; where it did not, its error says all.
   */
  synchronized void succeeded() {
    if (failures > 0 && !verbose) {
      String what = failures == 1 ? " was tried again" : " were tried again";
      terminal.say(
          engine
              + ": "
              + Human.plural(failures, "attempt")
              + " failed and"
              + what
              + " (--verbose shows why)");
    }
  }

  @Override
  public synchronized void warning(String message) {
    terminal.say(engine + ": warning: " + message);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
