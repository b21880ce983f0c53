package dev.tandem.mapreduce.api;

import java.io.PrintStream;
import java.util.Locale;

/** Tells a person of a job, in Hadoop's words, without needing a logger to be set up. */
final class JobConsole {
  private final PrintStream out;
  private String progress = "";

  JobConsole(PrintStream out) {
    this.out = out;
  }

  void begin(String id) {
    out.println("Running job: " + id);
  }

  /** Prints how far the job is, if that has changed. */
  void progress(JobStatus status) {
    String now =
        String.format(
            Locale.ROOT,
            " map %d%% reduce %d%%",
            (int) (status.getMapProgress() * 100),
            (int) (status.getReduceProgress() * 100));
    if (!now.equals(progress)) {
      progress = now;
      out.println(now);
    }
  }

  void end(JobStatus status, Counters counters) {
    out.println(
        status.getState() == JobStatus.State.SUCCEEDED
            ? "Job " + status.getJobID() + " completed successfully"
            : "Job "
                + status.getJobID()
                + " failed with state "
                + status.getState()
                + " due to: "
                + status.getFailureInfo());
    out.println(counters);
  }
}
