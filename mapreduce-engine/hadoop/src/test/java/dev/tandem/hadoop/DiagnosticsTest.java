package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskType;
import org.junit.jupiter.api.Test;

/** Why a job of Hadoop has failed. */
class DiagnosticsTest {
  /** A job that has failed, of whose attempts these have. */
  private static final class Failed extends Job {
    private final TaskCompletionEvent[] events;
    private final String said;

    @SuppressWarnings("deprecation") // the only constructor for those who extend it
    Failed(String said, TaskCompletionEvent... events) throws IOException {
      super(new Configuration(false));
      this.said = said;
      this.events = events;
    }

    @Override
    public TaskCompletionEvent[] getTaskCompletionEvents(int from, int most) {
      return Arrays.copyOfRange(events, Math.min(from, events.length), events.length);
    }

    @Override
    public String[] getTaskDiagnostics(TaskAttemptID attempt) {
      return new String[] {said + " in " + attempt.getTaskID().getId() + "\n\tat some.Class"};
    }

    @Override
    public JobStatus getStatus() {
      return new JobStatus();
    }
  }

  private static TaskCompletionEvent event(int task, TaskCompletionEvent.Status status) {
    TaskAttemptID id = new TaskAttemptID("1", 1, TaskType.MAP, task, 0);
    return new TaskCompletionEvent(0, id, task, true, status, "");
  }

  @Test
  void theFirstAttemptThatFailedSaysWhy() throws Exception {
    Job job =
        new Failed(
            "Error: java.io.IOException: bad disk",
            event(0, TaskCompletionEvent.Status.SUCCEEDED),
            event(3, TaskCompletionEvent.Status.FAILED),
            event(4, TaskCompletionEvent.Status.TIPFAILED));
    assertThat(Diagnostics.why(job))
        .contains("failed: attempt_1_0001_m_000003_0: ")
        .endsWith("java.io.IOException: bad disk in 3");
  }

  @Test
  void whereNobodySaysWhyThatIsSaid() throws Exception {
    assertThat(Diagnostics.why(new Failed(""))).endsWith("failed: it does not say why");
  }
}
