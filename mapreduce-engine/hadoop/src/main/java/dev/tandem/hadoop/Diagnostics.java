package dev.tandem.hadoop;

import dev.tandem.hadoop.task.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskCompletionEvent.Status;
import org.apache.hadoop.mapreduce.TaskType;

/** What Hadoop itself says of attempts that have failed without a word: they were killed, say. */
public final class Diagnostics {
  private static final int PAGE = 1000;

  /** What Hadoop says where it has nothing to say. */
  private static final String NOTHING = "NA";

  private Diagnostics() {}

  /**
   * Attempts that have failed. Hadoop's local runner names none.
   *
   * @param job which has ended
   * @param known the names of attempts that have told why they failed: these are left out
   * @param startMillis when the job began; Hadoop only tells how long an attempt took
   */
  static List<TaskFailure> failures(Job job, Set<String> known, long startMillis)
      throws IOException {
    List<TaskFailure> failures = new ArrayList<>();
    try {
      int from = 0;
      TaskCompletionEvent[] events = job.getTaskCompletionEvents(from, PAGE);
      while (events.length > 0) {
        for (TaskCompletionEvent event : events) {
          boolean failed =
              event.getStatus() == Status.FAILED || event.getStatus() == Status.TIPFAILED;
          if (failed && !known.contains(event.getTaskAttemptId().toString())) {
            failures.add(failure(job, event, startMillis));
          }
        }
        from += events.length;
        events = job.getTaskCompletionEvents(from, PAGE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return failures;
  }

  private static TaskFailure failure(Job job, TaskCompletionEvent event, long startMillis)
      throws IOException, InterruptedException {
    TaskAttemptID id = event.getTaskAttemptId();
    String[] said = job.getTaskDiagnostics(id);
    return new TaskFailure(
        id.getTaskType() == TaskType.MAP,
        id.getTaskID().getId(),
        id.getId(),
        startMillis,
        startMillis + event.getTaskRunTime(),
        id + ": " + firstLine(said == null || said.length == 0 ? "" : said[0]));
  }

  /** Why a job has failed: what the first attempt that failed has said, as far as it is known. */
  public static String why(Job job) throws IOException {
    List<TaskFailure> failures = failures(job, Set.of(), 0);
    return failures.isEmpty()
        ? of(job)
        : "Hadoop's job " + job.getJobID() + " failed: " + failures.get(0).message();
  }

  /** Why a job has failed of whose attempts nothing is known. */
  static String of(Job job) throws IOException {
    try {
      String info = job.getStatus().getFailureInfo();
      return "Hadoop's job " + job.getJobID() + " failed: " + firstLine(info);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Hadoop's job " + job.getJobID() + " failed";
    }
  }

  private static String firstLine(String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    return line.isEmpty() || line.equals(NOTHING) ? "it does not say why" : line;
  }
}
