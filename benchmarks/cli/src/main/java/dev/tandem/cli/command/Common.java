package dev.tandem.cli.command;

import picocli.CommandLine.Option;

/** Options of every command. */
public final class Common {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--verbose",
      description = "Tell more: every unit, every failed attempt, stack traces of errors.")
  boolean verbose;

  /** Whether stack traces are wanted. */
  public boolean verbose() {
    return verbose;
  }
}
