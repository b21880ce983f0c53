package dev.tandem.cli.run;

/** The user asked the command to stop, by a signal. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("stopped", null, false, false);
  }
}
