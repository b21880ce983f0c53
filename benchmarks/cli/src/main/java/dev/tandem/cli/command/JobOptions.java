package dev.tandem.cli.command;

import dev.tandem.cli.run.Addon;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.JobInputs;
import dev.tandem.cli.run.Pairs;
import dev.tandem.cli.run.Workspace;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Which job, on what, with which parameters. */
public final class JobOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Files and folders to read, in this order; folders are read with all they hold. Default: the sample that ships with the job.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=VALUE",
      description = "A parameter of the job; may be repeated. ./tandem jobs lists them.")
  List<String> params = new ArrayList<>();

  @Option(
      names = "--job-jar",
      paramLabel = "JAR",
      description = "A jar with jobs of your own (see ./tandem new-job).")
  String jar;

  JobFinder finder() throws IOException {
    return JobFinder.open(jar);
  }

  /**
   * What the job reads.
   *
   * @param engines names of the engines that are to read it
   */
  JobInputs inputs(Job job, List<String> engines, Workspace workspace) throws IOException {
    refuseMisspeltOption();
    inputs.forEach(path -> Addon.checkPath(path, engines));
    return JobInputs.resolve(job, inputs, Pairs.parse("-p", params), workspace);
  }

  /** The parser takes whatever stands behind {@code --input} and is no option for a path. */
  private void refuseMisspeltOption() {
    for (String path : inputs) {
      if (path.startsWith("--") && !Files.exists(Path.of(path))) {
        throw new UnmatchedArgumentException(command.commandLine(), List.of(path));
      }
    }
  }
}
