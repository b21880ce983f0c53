package dev.tandem.cli.command;

import dev.tandem.cli.explain.ExplainText;
import dev.tandem.cli.explain.JobPlans;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.JobInputs;
import dev.tandem.cli.run.JobRun;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.run.Workspace;
import dev.tandem.cli.text.Plain;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem explain}. */
@Command(
    name = "explain",
    customSynopsis = "./tandem explain JOB [--input PATH...] [-p KEY=VALUE]... [OPTIONS]",
    description = {
      "Show what each engine would do with a job, side by side, before any run: every place where data is shuffled or materialised, and why.",
      "Nothing is written. Actions inside the job (collect, count, take) are answered on the first ${bundle:default.sample} records of each input."
    },
    footer = {"", "Example:", "  ./tandem explain pagerank -p iterations=3"})
final class ExplainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job; ./tandem jobs lists them.")
  private String name;

  @Option(
      names = {"-e", "--engines"},
      paramLabel = "ENGINE",
      split = ",",
      description = "The engines. Default: ${bundle:default.engines}.")
  private List<String> engines = new ArrayList<>(Defaults.ENGINES);

  @Mixin private JobOptions jobs;
  @Mixin private EngineOptions engineOptions;
  @Mixin Common common;

  ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.interrupts().noteOnly();
    try (JobFinder finder = jobs.finder();
        Workspace workspace = new Workspace()) {
      Job job = finder.job(name, null);
      List<Engine> all = EngineOptions.engines(engines);
      RunOptions options = engineOptions.options(engines, context.terminal()::say);
      JobInputs inputs = jobs.inputs(job, engines, workspace);
      JobPlans plans = plans(job, inputs, options);
      context.interrupts().noteOnly();
      List<Explanation> explained =
          all.stream()
              .map(engine -> inputs.paths().in(plans.on(engine, job.name(), options)))
              .toList();
      print(job, inputs, plans, explained);
      return 0;
    }
  }

  private JobPlans plans(Job job, JobInputs inputs, RunOptions options) {
    try {
      return JobPlans.of(
          job,
          inputs.args(),
          EngineOptions.engine("reference"),
          options,
          session -> context.interrupts().onSignal(session::cancel));
    } catch (JobFailed e) {
      if (JobRun.isForArguments(e)) {
        throw new UsageError(e.getMessage(), e);
      }
      throw e;
    }
  }

  private void print(Job job, JobInputs inputs, JobPlans plans, List<Explanation> explained) {
    PrintStream out = context.terminal().out();
    String sample =
        plans.sampled()
            ? ", on a sample: its actions saw the first "
                + JobPlans.SAMPLE
                + " records of each input"
            : "";
    out.println(Plain.line("plan of " + job.name() + " on " + inputs.heading() + sample));
    out.println();
    out.println("LOGICAL PLAN");
    out.print(inputs.paths().in(ExplainText.logical(plans)));
    out.println();
    out.print(ExplainText.engines(explained, context.terminal().columns()));
  }
}
