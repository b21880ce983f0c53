package dev.tandem.cli.command;

import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.Stopped;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Terminal;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.Names;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one readable line and an exit code. */
public final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Pattern NO_NUMBER =
      Pattern.compile("(?s).*option '([^']+)'.*: ('.*') is not an? (?:int|long)");
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Terminal terminal;

  ErrorLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) throws IOException {
    CommandLine command = e.getCommandLine();
    String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
    String message = message(e, command, args);
    terminal.say(message + (message.contains("did you mean") ? "" : help));
    return USAGE;
  }

  private static String message(ParameterException e, CommandLine command, String[] args)
      throws IOException {
    Optional<String> unknown = unknownOption(command, args);
    if (unknown.isPresent()) {
      return unmatched(unknown.get(), command); // says more than that another one is missing
    }
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return command.getCommandName()
          + " needs "
          + String.join(" and ", missing.getMissing().stream().map(ErrorLines::name).toList());
    }
    Matcher number = NO_NUMBER.matcher(e.getMessage());
    if (number.matches()) {
      return number.group(1) + " is " + number.group(2) + ", it must be a whole number";
    }
    String message = e.getMessage();
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static Optional<String> unknownOption(CommandLine command, String[] args) {
    Map<String, ?> known = command.getCommandSpec().optionsMap();
    return Arrays.stream(args)
        .takeWhile(argument -> !argument.equals("--"))
        .filter(
            argument ->
                argument.startsWith("--") && !known.containsKey(argument.replaceFirst("=.*", "")))
        .findFirst();
  }

  private static String name(ArgSpec argument) {
    if (argument instanceof CommandLine.Model.OptionSpec option) {
      return option.longestName()
          + (option.paramLabel().isEmpty() ? "" : " " + option.paramLabel());
    }
    return "a " + argument.paramLabel();
  }

  private static String unmatched(String argument, CommandLine command) throws IOException {
    if (argument.startsWith("-")) {
      List<String> options = new ArrayList<>();
      command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
      options.removeIf(option -> !option.startsWith("--"));
      String near = Names.didYouMean(argument.replaceFirst("=.*", ""), options);
      return command.getCommandName()
          + " has no option '"
          + argument
          + "'"
          + (near.contains("did you mean") ? near : "");
    }
    if (command.getParent() != null) {
      return command.getCommandName() + " does not take '" + argument + "'";
    }
    if (jobs().contains(argument)) {
      return "'"
          + argument
          + "' is a job, not a command; did you mean './tandem compare "
          + argument
          + "'?";
    }
    List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
    commands.remove("docs");
    return "there is no command '" + argument + "'" + Names.didYouMean(argument, commands);
  }

  private static List<String> jobs() throws IOException {
    try (JobFinder finder = JobFinder.open(null)) {
      return finder.jobs().stream().map(Job::name).toList();
    }
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
    return handle(e, verbose);
  }

  /** One line for anything that ended a command, and the exit code. */
  int handle(Throwable e, boolean verbose) {
    if (e instanceof Stopped) {
      return FAILED; // whoever heard the signal knows the code
    }
    terminal.say(describe(e));
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
    return e instanceof UsageError ? USAGE : FAILED;
  }

  private static String describe(Throwable e) {
    if (e instanceof UsageError || e instanceof JobFailed) {
      return e.getMessage();
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": no permission; give yourself access or choose another place";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or folder";
    }
    if (e instanceof FileSystemException storage) {
      return storage.getFile()
          + ": "
          + (storage.getReason() == null
              ? storage.getClass().getSimpleName()
              : storage.getReason());
    }
    if (e instanceof IOException) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    if (e instanceof OutOfMemoryError) {
      return "the heap is full: give a larger one with TANDEM_HEAP=4g";
    }
    return "unexpected: " + e + " (--verbose shows where)";
  }

  /** For errors that are no exceptions, which the parser lets through. */
  public static int last(Terminal terminal, Throwable e, String[] args) {
    return new ErrorLines(terminal).handle(e, List.of(args).contains("--verbose"));
  }
}
