package dev.tandem.cli.text;

import java.io.PrintStream;

/**
 * Where a command writes: results to {@code out}, messages and progress to {@code err}.
 *
 * @param out the results
 * @param err messages and progress
 * @param interactive whether {@code err} is a terminal, so that progress may be drawn and drawn
 *     over
 * @param columns how wide lines may be
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, int columns) {
  private static final int DEFAULT_COLUMNS = 100;

  /**
   * The streams of this process; the launcher says in {@code tandem.terminal} whether stderr is a
   * terminal and in {@code tandem.columns} how wide.
   */
  public static Terminal ofProcess() {
    String said = System.getProperty("tandem.terminal");
    boolean interactive = said == null ? System.console() != null : said.contains("err");
    return new Terminal(System.out, System.err, interactive, measured());
  }

  private static int measured() {
    for (String said :
        new String[] {System.getenv("COLUMNS"), System.getProperty("tandem.columns")}) {
      if (said != null && said.matches("[0-9]{2,4}")) {
        return Math.max(40, Integer.parseInt(said));
      }
    }
    return DEFAULT_COLUMNS;
  }

  /** One line to {@code err}: {@code tandem: message}. */
  public void say(String message) {
    err.println((interactive ? "\r\u001b[K" : "") + "tandem: " + Plain.line(message));
  }
}
