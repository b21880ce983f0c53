package dev.tandem.cli.command;

import dev.tandem.cli.run.RunJson;
import dev.tandem.cli.text.AttemptBars;
import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.mapreduce.explain.counters.CounterText;
import dev.tandem.mapreduce.explain.history.HistorySummary;
import dev.tandem.mapreduce.explain.history.HistorySummary.Attempt;
import dev.tandem.mapreduce.explain.history.HistorySummary.Job;
import dev.tandem.mapreduce.explain.history.HistorySummary.Kind;
import dev.tandem.mapreduce.explain.history.HistorySummary.Phase;
import dev.tandem.mapreduce.explain.history.HistorySummary.TaskTime;
import dev.tandem.mapreduce.explain.history.JobHistory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem history}. */
@Command(
    name = "history",
    customSynopsis = "./tandem history FILE [--json]",
    description =
        "Tell what a job history says, as Hadoop's mapred job -history does: for each round its tasks, its counters, which tasks took long, and when each attempt ran. A run of mapreduce leaves one with --conf history=FILE; histories of Hadoop itself (.jhist) can be read if they are in JSON (mapreduce.jobhistory.jhist.format=json).",
    footer = {
      "",
      "Example:",
      "  ./tandem run wordcount -e mapreduce -o counts --conf history=run.jsonl",
      "  ./tandem history run.jsonl"
    })
final class HistoryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "FILE", description = "The history.")
  private String file;

  @Option(names = "--json", description = "Print it as one JSON object, for programs.")
  private boolean json;

  @Mixin Common common;

  HistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    HistorySummary summary = HistorySummary.of(JobHistory.read(LocalFileStore.INSTANCE, file));
    PrintStream out = context.terminal().out();
    if (json) {
      out.println(RunJson.value(summary).toPrettyString());
      return 0;
    }
    out.println(Plain.line(summary.run()) + " on " + summary.engine() + ": " + summary.status());
    for (Job job : summary.jobs()) {
      out.println();
      print(job, out);
    }
    return 0;
  }

  private void print(Job job, PrintStream out) {
    out.println(job.id() + ": " + Plain.line(job.name()));
    out.println("Status: " + job.status());
    out.println("Submitted: " + Instant.ofEpochMilli(job.submittedMillis()));
    out.println(
        "Ended: "
            + Instant.ofEpochMilli(job.endedMillis())
            + " ("
            + Human.millis(job.endedMillis() - job.submittedMillis())
            + ")");
    out.println();
    out.println("Task summary");
    TextTable tasks = TextTable.figures(List.of("kind", "total", "successful", "failed", "killed"));
    for (Kind kind : job.kinds()) {
      tasks.row(
          kind.kind(),
          Human.exact(kind.total()),
          Human.exact(kind.successful()),
          Human.exact(kind.failed()),
          Human.exact(kind.killed()));
    }
    out.print(tasks.print(context.terminal().columns()));
    out.println();
    out.println("Analysis");
    job.phases().forEach(phase -> print(phase, out));
    out.println();
    printTimeline(job, out);
    printSpills(job, out);
    out.print(CounterText.of(job.counters()));
  }

  /** Hadoop's own command has none. */
  private void printTimeline(Job job, PrintStream out) {
    if (job.attempts().isEmpty()) {
      return;
    }
    out.println("Attempts (= finished, x failed, - killed), from the submission on");
    AttemptBars bars = new AttemptBars();
    for (Attempt attempt : job.attempts()) {
      char mark =
          switch (attempt.outcome()) {
            case "FINISHED" -> '=';
            case "FAILED" -> 'x';
            default -> '-';
          };
      String name = attempt.id().replaceFirst("^attempt_\\d+_\\d+_", "");
      bars.add(name, attempt.startedMillis(), attempt.endedMillis(), mark);
    }
    out.print(bars.print(context.terminal().columns()));
    out.println();
  }

  /** How often a record was written on its way: below once where a combiner made fewer of them. */
  private static void printSpills(Job job, PrintStream out) {
    Map<String, Long> tasks = job.counters().getOrDefault(CounterText.TASKS, Map.of());
    long spilled = tasks.getOrDefault("SPILLED_RECORDS", 0L);
    long emitted = tasks.getOrDefault("MAP_OUTPUT_RECORDS", 0L);
    if (spilled > 0 && emitted > 0) {
      out.printf(
          Locale.ROOT,
          "Spills: %s records written for %s of map output, %.2f times each%n%n",
          Human.exact(spilled),
          Human.exact(emitted),
          (double) spilled / emitted);
    }
  }

  private static void print(Phase phase, PrintStream out) {
    String tasks = phase.phase() + " tasks";
    out.println(
        "  Time taken by best performing "
            + phase.phase()
            + " task "
            + phase.best().task()
            + ": "
            + Human.millis(phase.best().millis()));
    out.println(
        "  Average time taken by "
            + tasks
            + ": "
            + Human.millis(Math.round(phase.averageMillis())));
    out.println("  Worst performing " + tasks + ":");
    for (TaskTime task : phase.worst()) {
      out.println("    " + task.task() + "  " + Human.millis(task.millis()));
    }
    out.println(
        "  The last "
            + phase.phase()
            + " task "
            + phase.last().task()
            + " finished "
            + Human.millis(phase.last().endedMillis())
            + " after the job was submitted");
  }
}
