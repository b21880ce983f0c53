package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.mapreduce.api.lib.ControlledJob;
import dev.tandem.mapreduce.api.lib.ControlledJob.State;
import dev.tandem.mapreduce.api.lib.JobControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Graphs of jobs. */
@Timeout(120)
class JobControlTest {
  @TempDir Path folder;

  private ControlledJob job(String name, String input, List<ControlledJob> before) {
    MapReduceJob job = new Jobs(folder).job(name);
    job.setNumReduceTasks(0);
    job.addInputPath(folder.resolve(input).toString());
    job.setOutputPath(folder.resolve(name).toString());
    return new ControlledJob(job, before);
  }

  static class Fails extends Mapper<Long, String, String, String> {
    @Override
    protected void setup(Context context) {
      throw new IllegalStateException("always");
    }
  }

  private static void run(ControlledJob... jobs) {
    JobControl control = new JobControl("graph");
    control.addJobCollection(List.of(jobs));
    control.run();
    assertThat(control.allFinished()).isTrue();
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("in"), "a\nb\n");
  }

  @Test
  void jobsRunBehindThoseThatTheyDependOn() throws Exception {
    write();
    ControlledJob first = job("first", "in", List.of());
    ControlledJob left = job("left", "first", List.of(first));
    ControlledJob right = job("right", "first", List.of(first));
    ControlledJob last = job("last", "left", List.of(left, right));
    assertThat(last.getJobState()).isEqualTo(State.WAITING);
    run(last, right, left, first);
    assertThat(List.of(first, left, right, last))
        .allMatch(job -> job.getJobState() == State.SUCCESS);
    assertThat(folder.resolve("last/part-m-00000")).hasContent("0\t0\t0\ta\n6\t4\t2\tb");
  }

  @Test
  void whatDependsOnAFailedJobIsNeverSubmitted() throws Exception {
    write();
    ControlledJob first = job("first", "in", List.of());
    ControlledJob broken = job("broken", "first", List.of(first));
    broken.getJob().setMapperClass(Fails.class);
    ControlledJob behind = job("behind", "broken", List.of(broken));
    ControlledJob farBehind = job("far", "behind", List.of(behind, first));
    ControlledJob other = job("other", "first", List.of(first));
    JobControl control = new JobControl("graph");
    control.addJobCollection(List.of(farBehind, behind, broken, other, first));
    control.run();
    assertThat(control.getSuccessfulJobList()).containsExactlyInAnyOrder(first, other);
    assertThat(control.getFailedJobList()).containsExactlyInAnyOrder(broken, behind, farBehind);
    assertThat(broken.getJobState()).isEqualTo(State.FAILED);
    assertThat(broken.getMessage()).contains("Fails.setup", "always");
    assertThat(behind.getJobState()).isEqualTo(State.DEPENDENT_FAILED);
    assertThat(farBehind.getMessage())
        .contains("depending job behind failed: depending job broken");
    assertThat(behind.getJob().getStatus().getState()).isEqualTo(JobStatus.State.PREP);
    assertThat(folder.resolve("behind")).doesNotExist();
  }

  @Test
  void aJobThatWasSubmittedByOtherMeansHasFailed() throws Exception {
    write();
    ControlledJob twice = job("twice", "in", List.of());
    Jobs.succeed(twice.getJob());
    run(twice, job("other", "in", List.of()));
    assertThat(twice.getMessage()).contains("the job twice was submitted already");
  }

  @Test
  void aJobThatCannotBeSubmittedHasFailed() throws Exception {
    write();
    Files.createDirectories(folder.resolve("taken"));
    ControlledJob taken = job("taken", "in", List.of());
    ControlledJob behind = job("behind", "taken", List.of(taken));
    run(behind, taken);
    assertThat(taken.getJobState()).isEqualTo(State.FAILED);
    assertThat(behind.getJobState()).isEqualTo(State.DEPENDENT_FAILED);
  }

  /** A class that is not there at run time, say. */
  public static class Unlinked extends TextInputFormat {
    @Override
    public Source<Pair<Long, String>> source(List<String> paths, Configuration conf) {
      throw new NoClassDefFoundError("gone");
    }
  }

  @Test
  void aJobWhoseClassesCannotBeLinkedHasFailed() throws Exception {
    write();
    ControlledJob broken = job("broken", "in", List.of());
    broken.getJob().setInputFormatClass(Unlinked.class);
    ControlledJob behind = job("behind", "broken", List.of(broken));
    run(behind, broken);
    assertThat(broken.getJobState()).isEqualTo(State.FAILED);
    assertThat(broken.getMessage()).contains("NoClassDefFoundError: gone");
    assertThat(behind.getJobState()).isEqualTo(State.DEPENDENT_FAILED);
  }

  @Test
  void circlesAndStrangersAreRefused() throws Exception {
    ControlledJob a = job("a", "in", List.of());
    ControlledJob b = job("b", "a", List.of(a));
    a.addDependingJob(b);
    assertThatThrownBy(() -> run(a, b))
        .hasMessage("graph: jobs wait for each other in a circle: a -> b -> a");
    ControlledJob c = job("c", "in", List.of(job("stranger", "in", List.of())));
    assertThatThrownBy(() -> run(c)).hasMessageContaining("stranger is waited for, but was not");
  }

  /** Changes the graph while it runs. */
  static class Grows extends Mapper<Long, String, String, String> {
    private static Runnable growing;

    @Override
    protected void setup(Context context) {
      growing.run();
    }
  }

  @Test
  void whatWouldWaitForEverBecauseOfALaterChangeIsGivenUp() throws Exception {
    write();
    JobControl control = new JobControl("graph");
    ControlledJob first = job("first", "in", List.of());
    ControlledJob a = job("a", "first", List.of(first));
    ControlledJob b = job("b", "a", List.of(a));
    ControlledJob lonely = job("lonely", "in", List.of(job("stranger", "in", List.of())));
    first.getJob().setMapperClass(Grows.class);
    Grows.growing =
        () -> {
          a.addDependingJob(b);
          control.addJob(lonely);
        };
    control.addJobCollection(List.of(first, a, b));
    control.run();
    assertThat(first.getJobState()).isEqualTo(State.SUCCESS);
    assertThat(List.of(a, b, lonely)).allMatch(job -> job.getJobState() == State.DEPENDENT_FAILED);
    assertThat(a.getMessage()).isEqualTo("waits for ever for b");
    assertThat(lonely.getMessage()).contains("stranger");
  }

  /** Runs a graph that its first job suspends; returns the second one when it is ready. */
  private ControlledJob suspended(JobControl control, CompletableFuture<Void> end)
      throws IOException {
    write();
    ControlledJob first = job("first", "in", List.of());
    ControlledJob second = job("second", "first", List.of(first));
    first.getJob().setMapperClass(Grows.class);
    Grows.growing = control::suspend;
    control.addJobCollection(List.of(first, second));
    end.completeAsync(
        () -> {
          control.run();
          return null;
        });
    while (second.getJobState() == State.WAITING) {
      Thread.onSpinWait();
    }
    return second;
  }

  @Test
  void aGraphThatIsSuspendedSubmitsNothing() throws Exception {
    JobControl control = new JobControl("graph");
    CompletableFuture<Void> end = new CompletableFuture<>();
    ControlledJob second = suspended(control, end);
    control.stop();
    end.join();
    assertThat(second.getJobState()).isEqualTo(State.READY);
    assertThat(second.getJob().getStatus().getState()).isEqualTo(JobStatus.State.PREP);
  }

  @Test
  void aGraphThatIsResumedGoesOn() throws Exception {
    JobControl control = new JobControl("graph");
    CompletableFuture<Void> end = new CompletableFuture<>();
    ControlledJob second = suspended(control, end);
    control.resume();
    end.join();
    assertThat(second.getJobState()).isEqualTo(State.SUCCESS);
  }

  /** Looks at its graph from another thread while its input is listed. */
  public static class Looks extends TextInputFormat {
    private static JobControl graph;

    @Override
    public Source<Pair<Long, String>> source(List<String> paths, Configuration conf) {
      CompletableFuture.supplyAsync(() -> graph.getRunningJobList())
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
      return super.source(paths, conf);
    }
  }

  @Test
  void aGraphCanBeLookedAtWhileAJobIsSubmitted() throws Exception {
    write();
    ControlledJob looks = job("looks", "in", List.of());
    looks.getJob().setInputFormatClass(Looks.class);
    Looks.graph = new JobControl("graph");
    Looks.graph.addJob(looks);
    Looks.graph.run();
    assertThat(looks.getMessage()).isEmpty();
    assertThat(looks.getJobState()).isEqualTo(State.SUCCESS);
  }

  @Test
  void aDependencyThatHasFailedElsewhereFailsWhatDependsOnIt() throws Exception {
    write();
    ControlledJob broken = job("broken", "in", List.of());
    broken.getJob().setMapperClass(Fails.class);
    run(broken);
    ControlledJob behind = job("behind", "in", List.of(broken));
    run(behind);
    assertThat(behind.getJobState()).isEqualTo(State.DEPENDENT_FAILED);
    assertThat(behind.getMessage()).contains("always");
  }
}
