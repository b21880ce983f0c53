package dev.tandem.cli.command;

import dev.tandem.cli.docs.Lists;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem jobs}. */
@Command(name = "jobs", description = "List the jobs, or tell all about one.")
final class JobsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "Show this one with its parameters.")
  private String name;

  @Option(names = "--job-jar", paramLabel = "JAR", description = "A jar with jobs of your own.")
  private String jar;

  @Option(names = "--markdown", description = "As a Markdown table.")
  private boolean markdown;

  @Mixin Common common;

  JobsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    try (JobFinder finder = JobFinder.open(jar)) {
      if (name == null) {
        print(Lists.jobs(finder.jobs()));
        return 0;
      }
      Job job = finder.job(name, null);
      context.terminal().out().println(Plain.line(job.name() + ": " + job.describe()));
      if (!job.params().isEmpty()) {
        context.terminal().out().println();
        print(Lists.params(job.params()));
      }
      return 0;
    }
  }

  private void print(TextTable table) {
    context
        .terminal()
        .out()
        .print(markdown ? table.markdown() : table.print(context.terminal().columns()));
  }
}
