package dev.tandem.cli;

import dev.tandem.cli.run.Interrupts;
import dev.tandem.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that ran in this process. */
public record Command(int code, String out, String err) {
  /** Runs it to its end. */
  public static Command run(String... args) {
    return run(new Interrupts(), args);
  }

  /** Runs it to its end, or until a signal comes. */
  public static Command run(Interrupts interrupts, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(args, new Terminal(print(out), print(err), false, 120), interrupts);
    return new Command(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The messages, one a line. */
  public List<String> errors() {
    return err.lines().toList();
  }
}
