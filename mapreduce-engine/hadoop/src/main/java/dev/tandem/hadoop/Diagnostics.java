package dev.tandem.hadoop;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** What Hadoop itself says of a job that has failed without a word of its tasks. */
final class Diagnostics {
  private Diagnostics() {}

  static String of(Job job) throws IOException {
    try {
      for (TaskCompletionEvent event : job.getTaskCompletionEvents(0, Integer.MAX_VALUE)) {
        if (event.getStatus() == TaskCompletionEvent.Status.TIPFAILED) {
          String[] said = job.getTaskDiagnostics(event.getTaskAttemptId());
          if (said != null && said.length > 0) {
            return firstLine(event.getTaskAttemptId() + ": " + said[0]);
          }
        }
      }
      String info = job.getStatus().getFailureInfo();
      return "Hadoop's job " + job.getJobID() + " failed: " + firstLine(info);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Hadoop's job " + job.getJobID() + " failed";
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it does not say why");
  }
}
