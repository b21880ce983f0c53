package dev.tandem.cli.command;

import dev.tandem.cli.run.Addon;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.JobInputs;
import dev.tandem.cli.run.JobRun;
import dev.tandem.cli.run.RunJson;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.run.Workspace;
import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.formats.OutputFiles;
import dev.tandem.mapreduce.explain.counters.CounterText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem run}. */
@Command(
    name = "run",
    customSynopsis =
        "./tandem run JOB --engine ENGINE [--input PATH...] --output DIR [-p KEY=VALUE]... [OPTIONS]",
    description = "Run a job on one engine.",
    footer = {
      "",
      "Examples:",
      "  ./tandem run wordcount --engine rdd --input books/ --output counts",
      "  ./tandem run grep -p 'pattern=[0-9]+' --engine mapreduce --input app.log --output -"
    })
final class RunCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description =
          "The job; ./tandem jobs lists them. May be left out if --job-jar holds one job.")
  private String name;

  @Option(
      names = {"-e", "--engine"},
      paramLabel = "ENGINE",
      required = true,
      description = "mapreduce, rdd, reference, hadoop or spark; ./tandem engines lists them.")
  private String engineName;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder to make; - prints the result instead.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report with all counts, as JSON.")
  private Path report;

  @Option(
      names = "--counters",
      description = "Print Hadoop's counters of each round, as Hadoop prints them.")
  private boolean counters;

  @Mixin private JobOptions jobs;
  @Mixin private EngineOptions engines;
  @Mixin Common common;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    boolean print = output.equals("-");
    context.interrupts().noteOnly();
    try (JobFinder finder = jobs.finder();
        Workspace workspace = new Workspace()) {
      Job job = finder.job(name, null);
      Engine engine = EngineOptions.engine(engineName);
      JobInputs inputs = jobs.inputs(job, List.of(engineName), workspace);
      if (!print) {
        if (output.isBlank()) {
          throw new UsageError("--output is empty: name a folder, or - to print the result");
        }
        Addon.checkPath(output, List.of(engineName));
        if (!Addon.isRemote(output)) {
          CommandContext.refuseExisting(Path.of(output), overwrite);
        }
      }
      CommandContext.refuseUnwritable("--report", report);
      String folder = print ? workspace.resolve("output").toString() : output;
      RunOptions options =
          engines
              .options(List.of(engineName), context.terminal()::say)
              .withOutput(folder, overwrite);
      if (inputs.sample()) {
        context.terminal().say("no --input given: reading " + inputs.heading());
      }
      JobRun run = JobRun.of(job, inputs.args(), engine, options, context.watch(common));
      if (report != null) {
        RunJson.write(
            RunJson.of(
                job, inputs.params(), options.withOutput(print ? "-" : output, overwrite), run),
            report);
      }
      run.check();
      if (!print) {
        context.interrupts().completed();
      }
      finish(run.report(), print);
      if (counters) {
        printCounters(run.report(), print ? context.terminal().err() : context.terminal().out());
      }
      return 0;
    }
  }

  private void finish(RunReport run, boolean print) throws IOException {
    if (print) {
      for (RunReport.Output written : run.outputs()) {
        print(written.path());
      }
      context.terminal().out().flush();
      context.terminal().say(summary(run) + " in " + Human.millis(run.wallMillis()));
      return;
    }
    String files =
        Human.plural(run.outputs().stream().mapToInt(RunReport.Output::files).sum(), "file");
    context
        .terminal()
        .out()
        .println(
            run.job()
                + " on "
                + run.engine()
                + ": "
                + summary(run)
                + " in "
                + files
                + " of "
                + output
                + ", "
                + Human.millis(run.wallMillis()));
    run.counters()
        .forEach(
            (counter, count) ->
                context
                    .terminal()
                    .out()
                    .println("  " + Plain.line(counter) + ": " + Human.exact(count)));
  }

  /** A run whose engine has no such counters says so. */
  private void printCounters(RunReport run, PrintStream to) {
    if (run.nativeCounters().isEmpty()) {
      context
          .terminal()
          .say(
              run.engine()
                  + " has no counters of Hadoop's; the rounds of mapreduce and hadoop have");
    }
    run.nativeCounters()
        .forEach(
            (round, groups) -> {
              to.println(Plain.line(round));
              to.print(CounterText.of(groups));
            });
  }

  private static String summary(RunReport run) {
    return Human.plural(run.digest().records(), "record");
  }

  private void print(String folder) throws IOException {
    for (FileInfo part : OutputFiles.parts(LocalFileStore.INSTANCE, folder)) {
      try (InputStream in = LocalFileStore.INSTANCE.open(part.path(), 0)) {
        in.transferTo(context.terminal().out());
      }
      if (context.terminal().out().checkError()) {
        throw new IOException(
            "the result could not be printed to its end: the reader has gone, or there is no space");
      }
    }
  }
}
