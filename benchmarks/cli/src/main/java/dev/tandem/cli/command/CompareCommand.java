package dev.tandem.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.cli.compare.AnswerGate;
import dev.tandem.cli.compare.CompareTable;
import dev.tandem.cli.compare.Comparison;
import dev.tandem.cli.compare.Setting;
import dev.tandem.cli.compare.Verdict;
import dev.tandem.cli.page.Page;
import dev.tandem.cli.run.JobFinder;
import dev.tandem.cli.run.JobInputs;
import dev.tandem.cli.run.JobRun;
import dev.tandem.cli.run.RunJson;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.run.Workspace;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.Terminal;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem compare}. */
@Command(
    name = "compare",
    customSynopsis = "./tandem compare [JOB] [--input PATH...] [-p KEY=VALUE]... [OPTIONS]",
    description = {
      "Run a job on both engines, check that the answers are the same, and show the difference: a table, and a page with plans, timelines and ledgers.",
      "This is what ./tandem without arguments does, with wordcount on a shipped sample."
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem compare pagerank",
      "  ./tandem compare wordcount --input books/ --memory 128m --html wordcount.html"
    })
final class CompareCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

  private final CommandContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job; ./tandem jobs lists them. Default: ${bundle:default.job}.")
  private String name;

  @Option(
      names = {"-e", "--engines"},
      paramLabel = "ENGINE",
      split = ",",
      description =
          "The engines, in the order in which they run. Default: ${bundle:default.engines}.")
  private List<String> engines = new ArrayList<>(Defaults.ENGINES);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Keep the answers, in a folder for each engine below this one.")
  private Path output;

  @Option(names = "--overwrite", description = "Replace outputs that exist.")
  private boolean overwrite;

  @Option(
      names = "--warmup",
      description =
          "Run every engine once before, so that no one pays for what a first run loads and compiles.")
  private boolean warmup;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where the page goes. Default: tandem-reports/JOB-TIME.html.")
  private Path html;

  @Option(names = "--no-html", description = "Write no page.")
  private boolean noHtml;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report with all counts of all engines, as JSON.")
  private Path report;

  @Mixin private JobOptions jobs;
  @Mixin private EngineOptions engineOptions;
  @Mixin Common common;

  CompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.interrupts().noteOnly();
    try (JobFinder finder = jobs.finder();
        Workspace workspace = new Workspace()) {
      Job job = finder.job(name, Defaults.JOB);
      List<Engine> all = EngineOptions.engines(engines);
      if (all.size() < 2) {
        throw new UsageError(
            "compare needs two engines, e.g. --engines mapreduce,rdd; use ./tandem run for one");
      }
      JobInputs inputs = jobs.inputs(job, engines, workspace);
      return compare(job, all, inputs, workspace);
    }
  }

  private int compare(Job job, List<Engine> all, JobInputs inputs, Workspace workspace)
      throws IOException {
    RunOptions options = engineOptions.options(engines, terminal()::say);
    List<Path> outputs = outputs(all, workspace);
    Path page = page(job);
    CommandContext.refuseUnwritable("--html", page);
    CommandContext.refuseUnwritable("--report", report);
    terminal().out().println(Plain.line(job.name() + " on " + inputs.heading()));
    if (warmup) {
      RunOptions unwritten = options.withConf("history", ""); // there is one of the measured run
      for (Engine engine : all) {
        Path output = workspace.resolve("warmup-" + engine.name());
        succeeded(run(job, inputs, engine, unwritten, output, false));
      }
    }
    ObjectNode json = RunJson.object();
    List<RunReport> runs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      RunOptions own = options.withOutput(outputs.get(i).toString(), overwrite);
      JobRun run = run(job, inputs, all.get(i), options, outputs.get(i), overwrite);
      json.withArray("/runs").add(RunJson.of(job, inputs.params(), own, run));
      writeReport(
          json, job, run.failure() == null ? null : new Verdict(false, run.failure().getMessage()));
      runs.add(succeeded(run));
    }
    Verdict verdict = AnswerGate.check(job.answer(), runs, outputs);
    writeReport(json, job, verdict);
    Comparison comparison =
        new Comparison(
            job.name(),
            job.describe(),
            inputs.about(),
            inputs.shown(),
            verdict,
            runs.stream().map(inputs.paths()::in).toList(),
            Setting.describe(options),
            Setting.caveats(runs.stream().map(RunReport::engine).toList(), warmup),
            WHEN.format(now()));
    show(comparison, page);
    return verdict.same() ? 0 : 1;
  }

  private Terminal terminal() {
    return context.terminal();
  }

  private JobRun run(
      Job job, JobInputs inputs, Engine engine, RunOptions options, Path folder, boolean replace) {
    RunOptions own = options.withOutput(folder.toString(), replace);
    JobRun run = JobRun.of(job, inputs.args(), engine, own, context.watch(common));
    context.interrupts().check();
    return run;
  }

  private static RunReport succeeded(JobRun run) {
    run.check();
    return run.report();
  }

  private List<Path> outputs(List<Engine> all, Workspace workspace) throws IOException {
    List<Path> outputs = new ArrayList<>();
    for (Engine engine : all) {
      Path folder =
          output == null ? workspace.resolve(engine.name()) : output.resolve(engine.name());
      CommandContext.refuseExisting(folder, overwrite);
      outputs.add(folder);
    }
    return outputs;
  }

  private void writeReport(ObjectNode json, Job job, Verdict verdict) throws IOException {
    if (report != null) {
      json.put("schema", RunJson.VERSION).put("job", job.name());
      json.set("verdict", RunJson.value(verdict));
      RunJson.write(json, report);
    }
  }

  /** Where the page goes; null for nowhere. */
  private Path page(Job job) {
    if (noHtml) {
      return null;
    }
    return html == null
        ? Path.of("tandem-reports", job.name() + "-" + STAMP.format(now()) + ".html")
        : html;
  }

  private void show(Comparison comparison, Path page) throws IOException {
    Verdict verdict = comparison.verdict();
    terminal()
        .out()
        .println(
            Plain.line(
                (verdict.same() ? "✓ same answer: " : "✗ the answers differ: ")
                    + verdict.sentence()));
    if (verdict.same()) {
      terminal().out().println();
      terminal().out().print(CompareTable.print(comparison.runs()));
      terminal().out().println();
      comparison.caveats().forEach(caveat -> terminal().out().println(Plain.line(caveat)));
    }
    if (page != null) {
      Files.writeString(page, Page.render(comparison), StandardCharsets.UTF_8);
      terminal().out().println("page: " + page);
    }
    if (!verdict.same()) {
      terminal().say("the answers of " + comparison.job() + " differ; no times are shown");
    }
  }

  private static java.time.ZonedDateTime now() {
    return Instant.now().atZone(ZoneOffset.UTC);
  }
}
