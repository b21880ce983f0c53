package dev.tandem.cli;

import dev.tandem.cli.command.CommandContext;
import dev.tandem.cli.command.ErrorLines;
import dev.tandem.cli.command.TandemCommand;
import dev.tandem.cli.run.Interrupts;
import dev.tandem.cli.text.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;

/** The command {@code ./tandem}. */
public final class Main {
  private static final int COLUMNS = 100;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    Interrupts interrupts =
        new Interrupts(() -> terminal.say("stopping and cleaning up; once more to end at once"));
    System.exit(run(args, terminal, interrupts.listen()));
  }

  /**
   * Runs a command in this process, without drawing progress and without listening to signals.
   *
   * @param args as typed
   * @param out takes results
   * @param err takes messages
   * @return the exit code: 0 success, 1 the job failed, 2 wrong usage
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Terminal(out, err, false, COLUMNS), new Interrupts());
  }

  /**
   * As {@link #run(String[], PrintStream, PrintStream)}, with a terminal and with signals: 130 and
   * 143 if one has stopped the command.
   */
  public static int run(String[] args, Terminal terminal, Interrupts interrupts) {
    CommandLine line = TandemCommand.commandLine(new CommandContext(terminal, interrupts));
    String[] typed = typed(args, line.getSubcommands().keySet());
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    int code;
    try {
      code = line.execute(typed);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      code = ErrorLines.last(terminal, e, typed);
    }
    terminal.out().flush();
    if (interrupts.code() != 0) {
      terminal.say(interrupts.ending());
      return interrupts.code();
    }
    return code;
  }

  /**
   * Without arguments, a comparison; an unknown command goes alone, as {@code --help} behind it
   * would hide the mistake.
   */
  private static String[] typed(String[] args, Set<String> commands) {
    if (args.length == 0) {
      return new String[] {"compare"};
    }
    if (args.length > 1 && args[0].equals("help")) {
      return typed(new String[] {args[1], "--help"}, commands);
    }
    boolean unknown = !args[0].startsWith("-") && !commands.contains(args[0]);
    return unknown ? new String[] {args[0]} : args;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
