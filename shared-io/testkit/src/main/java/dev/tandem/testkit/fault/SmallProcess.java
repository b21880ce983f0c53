package dev.tandem.testkit.fault;

import dev.tandem.contract.Tandem;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.probe.Harmful;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Harmful} jobs on an engine, in a process of their own with a heap of 64 MB. */
public final class SmallProcess {
  private SmallProcess() {}

  /**
   * Runs jobs one after the other, each of which may fail, and prints a line for each: its name,
   * why it failed, its sorted lines, what it has left behind.
   *
   * @param args the engine, a folder, the jobs
   */
  public static void main(String[] args) {
    for (String job : List.of(args).subList(2, args.length)) {
      Outcome outcome = trial(args[0], Path.of(args[1]), job).run(options -> options);
      System.out.println(
          job + ": " + outcome.message() + " " + outcome.sortedLines() + " " + outcome.leaks());
    }
  }

  /** A trial of a job, as the process has them. */
  public static FaultTrial trial(String engine, Path folder, String job) {
    return new FaultTrial(
        Tandem.engine(engine),
        folder,
        new Harmful(job),
        options -> options.withMemory(24 << 20).withNodes(1, 1).withConf("sync", "false"));
  }

  /** Starts the process and waits for its end. */
  public static ChildRun.Ended run(String engine, Path folder, String... jobs)
      throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(engine, folder.toString()));
    args.addAll(List.of(jobs));
    return ChildRun.of(
        "64m", SmallProcess.class, folder.resolve("log"), args.toArray(String[]::new));
  }
}
