package dev.tandem.mapreduce.perf;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.mapreduce.MapReduceEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a job of the class path a few times and prints how long each run took: for profiling, not a
 * test. Arguments: job, input, output, memory in MB, times.
 */
final class TimeJob {
  private TimeJob() {}

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Runs. */
  public static void main(String[] args) {
    Job job = JobCatalog.of(TimeJob.class.getClassLoader()).job(args[0]);
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withOutput(args[2], true)
            .withMemory(Long.parseLong(args[3]) << 20);
    for (int i = 0; i < Integer.parseInt(args[4]); i++) {
      long cpu = cpuNanos();
      RunReport report =
          Tandem.run(
              job, JobArgs.of(job, List.of(args[1]), Map.of()), new MapReduceEngine(), options);
      long cpuMillis = (cpuNanos() - cpu) / 1_000_000;
      System.out.println(
          report.wallMillis() + " ms, CPU " + cpuMillis + " ms, digest " + report.digest());
      for (RunReport.UnitReport unit : report.units()) {
        System.out.println(
            "  " + unit.name() + ": " + (unit.endMillis() - unit.startMillis()) + " ms");
      }
      if (i == 0) {
        for (Measure measure : Measure.values()) {
          System.out.println("  " + measure.label() + ": " + report.get(measure));
        }
      }
    }
  }
}
