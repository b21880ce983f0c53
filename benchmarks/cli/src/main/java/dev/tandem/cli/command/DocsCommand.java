package dev.tandem.cli.command;

import dev.tandem.cli.docs.GeneratedSections;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.UsageError;
import dev.tandem.contract.Tandem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem docs}: for those who work on Tandem itself. */
@Command(
    name = "docs",
    hidden = true,
    description =
        "Make the generated sections of the README anew, or check that they are up to date.")
final class DocsCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(multiplicity = "1")
  private Mode mode;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The page. Default: Tandem's README.md.")
  private Path file;

  static final class Mode {
    @Option(
        names = "--check",
        required = true,
        description = "Exit with 1 if a section is out of date.")
    boolean check;

    @Option(names = "--write", required = true, description = "Write the sections.")
    boolean write;
  }

  @Mixin Common common;

  DocsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Path page = file == null ? Path.of(System.getProperty("tandem.home", "."), "README.md") : file;
    if (!Files.isRegularFile(page)) {
      throw new UsageError(page + " does not exist; name the page with --file");
    }
    String before = Files.readString(page);
    String after;
    try (JobFinder finder = JobFinder.open(null)) {
      after = GeneratedSections.update(before, finder.jobs(), Tandem.engines());
    }
    if (mode.write) {
      Files.writeString(page, after);
    } else if (!after.equals(before)) {
      context.terminal().say(page + " is out of date: run ./tandem docs --write");
      return 1;
    }
    return 0;
  }
}
