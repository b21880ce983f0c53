package dev.tandem.cli.command;

import dev.tandem.cli.project.NewProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem new-job}. */
@Command(
    name = "new-job",
    description =
        "Make a Maven project for a job of your own: a job, a test on all engines, a README. It compiles, tests and runs as it is.",
    footer = {
      "",
      "Example:",
      "  ./tandem new-job my-count",
      "  cd my-count && mvn package",
      "  ../tandem run my-count --job-jar target/my-count-1.0.jar \\",
      "    --engine rdd --input README.md --output out"
    })
final class NewJobCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "The name of the job and of the new folder: lower-case letters, digits and hyphens.")
  private String name;

  @Option(
      names = "--no-install",
      description =
          "Do not install Tandem's modules into the local Maven repository, which the project needs to compile.")
  private boolean noInstall;

  @Mixin Common common;

  NewJobCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    NewProject project = new NewProject(name, Path.of(""));
    project.create();
    context.terminal().out().println("made " + project.folder());
    if (!noInstall) {
      project.installTandem(context.terminal()::say);
    }
    project.nextSteps().forEach(context.terminal().out()::println);
    return 0;
  }
}
