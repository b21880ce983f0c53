package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.api.lib.TotalOrderPartitioner;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job as a whole: watched, killed, refused, counted. */
@Timeout(120)
class JobTest {
  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

  private Jobs jobs() {
    return new Jobs(folder);
  }

  static class Waiting extends Mapper<Long, String, String, Integer> {
    private static CountDownLatch begun = new CountDownLatch(1);

    @Override
    protected void map(Long offset, String line, Context context) throws InterruptedException {
      begun.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void aJobCanBeWatchedAndKilled() throws Exception {
    Waiting.begun = new CountDownLatch(1);
    MapReduceJob job = jobs().job("kill", "a");
    job.setMapperClass(Waiting.class);
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.PREP);
    assertThatThrownBy(job::getCounters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("was not submitted");
    job.submit();
    Waiting.begun.await();
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.RUNNING);
    assertThat(job.isComplete()).isFalse();
    assertThat(job.getJobID()).matches("job_\\d+_\\d{4}");
    assertThatThrownBy(() -> job.setNumReduceTasks(2)).hasMessageContaining("submitted already");
    job.killJob();
    assertThat(job.waitForCompletion(false)).isFalse();
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.KILLED);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void anExistingOutputIsRefusedAtOnce() throws Exception {
    MapReduceJob job = jobs().job("exists", "a");
    jobs().write("out/part-r-00000", "precious");
    assertThatThrownBy(job::submit).isInstanceOf(JobFailed.class).hasMessageContaining("exists");
    assertThat(jobs().lines()).containsExactly("precious");
  }

  @Test
  void aNameThatIsNearNoneOfHundredsDoesNotListThem() {
    assertThatThrownBy(() -> HadoopProperties.ignored(Map.of("mapreduce.wholly.different", "1")))
        .hasMessage(
            "there is no property 'mapreduce.wholly.different'; a setting of the job's own needs a"
                + " name that does not begin with mapreduce.");
  }

  @Test
  void whatTheLibrarySetsHasAMeaning() {
    MapReduceJob job = MapReduceJob.getInstance();
    MultipleOutputs.setCountersEnabled(job, true);
    TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), "bounds");
    assertThat(HadoopProperties.ignored(job.getConfiguration().toMap())).isEmpty();
  }

  @Test
  void propertiesHaveHadoopsNamesAndMistakesAreFound() throws Exception {
    MapReduceJob job = jobs().job("mistake", "a");
    job.getConfiguration().set("mapreduce.job.reducers", "2");
    assertThatThrownBy(job::submit)
        .hasMessage(
            "there is no property 'mapreduce.job.reducers'; did you mean 'mapreduce.job.reduces'?");
    job.getConfiguration().unset("mapreduce.job.reducers");
    job.getConfiguration().set("mapreduce.job.queuename", "default");
    job.getConfiguration().set("my.own", "1");
    job.getConfiguration().set("mapreduce.job.reduces", "2");
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_REDUCES)).isEqualTo(2);
  }

  /** Counts by its parameters, in an attempt that fails and one that does not. */
  static class Counting extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      Counter counter = context.getCounter("a group", "set");
      counter.setValue(5);
      counter.increment(-2);
      context.setStatus("counting");
      CALLS.add(context.getStatus() + " " + counter.getValue());
      CALLS.add(context.getConfiguration().get("my.own") + " " + context.getInputSplit().start());
      if (context.getTaskAttemptID().attempt() == 0) {
        throw new IllegalStateException("the first attempt");
      }
    }
  }

  @Test
  void onlyAttemptsThatSucceedCount() throws Exception {
    MapReduceJob job = jobs().job("counting", "a");
    job.getConfiguration().set("my.own", "mine");
    job.setMapperClass(Counting.class);
    Jobs.succeed(job);
    assertThat(job.getCounters().findCounter("a group", "set").getValue()).isEqualTo(3);
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(1);
    assertThat(CALLS).containsExactly("counting 3", "mine 0", "counting 3", "mine 0");
  }

  static class TooMany extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      for (int i = 0; i <= 120; i++) {
        context.getCounter("many", "c" + i).increment(1);
      }
    }
  }

  @Test
  void countersAreLimitedAsInHadoop() throws Exception {
    MapReduceJob job = jobs().job("limits", "a");
    job.setMapperClass(TooMany.class);
    assertThat(Jobs.fail(job)).contains("Too many counters: 121 max=120");
    MapReduceJob more = jobs().job("more", "a");
    more.getConfiguration().setInt("mapreduce.job.counters.max", 200);
    more.setMapperClass(TooMany.class);
    Jobs.succeed(more);
    assertThat(more.getCounters().getGroup("many").size()).isEqualTo(121);
  }

  /** Names that its number makes unlike those of the other attempts. */
  static class InventingNames extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      int attempt = context.getTaskAttemptID().attempt();
      for (int i = 0; i < 10; i++) {
        context.getCounter("attempt " + attempt, "c" + i).increment(1);
      }
      for (TaskCounter own : TaskCounter.values()) {
        context.getCounter(own).increment(1);
      }
      if (attempt < 2) {
        throw new IllegalStateException("not yet");
      }
    }
  }

  @Test
  void countersOfFailedAttemptsAndOfTheFrameworkAreNotLimited() throws Exception {
    MapReduceJob job = jobs().job("inventing", "a");
    job.getConfiguration().setInt("mapreduce.job.counters.max", 10);
    job.getConfiguration().setInt("mapreduce.job.counters.groups.max", 1);
    job.setMapperClass(InventingNames.class);
    Jobs.succeed(job);
    assertThat(job.getCounters().getGroup("attempt 2").size()).isEqualTo(10);
    assertThat(job.getCounters().getGroup("attempt 0").size()).isZero();
  }

  /** Sets a counter whenever it combines. */
  static class SettingCombiner extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void cleanup(Context context) {
      context.getCounter("combiner", "set").setValue(5);
      context.getCounter("combiner", "runs").increment(1);
    }
  }

  static class ManyWords extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) throws IOException, InterruptedException {
      for (int i = 0; i < 200_000; i++) {
        context.write("word " + i % 1000, i);
      }
    }
  }

  @Test
  void theCombinersOfAnAttemptShareItsCounters() throws Exception {
    MapReduceJob job = jobs().job("combiners", "a");
    job.setMapperClass(ManyWords.class);
    job.setCombinerClass(SettingCombiner.class);
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    Counters counters = job.getCounters();
    assertThat(counters.findCounter("combiner", "runs").getValue()).isGreaterThan(4);
    assertThat(counters.findCounter("combiner", "set").getValue()).isEqualTo(5);
  }

  static class ManyGroups extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context) {
      for (int i = 0; i < Integer.parseInt(line); i++) {
        context.getCounter("g".repeat(i + 100), "c").increment(1);
      }
    }
  }

  @Test
  void groupsOfCountersAreLimitedAsInHadoop() throws Exception {
    MapReduceJob job = jobs().job("groups", "51");
    job.getConfiguration().setInt("mapreduce.job.counters.group.name.max", 200);
    job.setMapperClass(ManyGroups.class);
    assertThat(Jobs.fail(job)).contains("Too many counter groups: 51 max=50");
    MapReduceJob cut = jobs().job("cut", "30");
    cut.setMapperClass(ManyGroups.class);
    Jobs.succeed(cut);
    assertThat(cut.getCounters().findCounter("g".repeat(128), "c").getValue())
        .as("128 characters are not cut")
        .isEqualTo(1);
    assertThat(cut.getCounters().findCounter("g".repeat(127), "c").getValue())
        .as("129 are cut to 127, as Hadoop cuts them, and so meet the group of that name")
        .isEqualTo(2);
  }

  @Test
  void classesThatCannotBeMadeAreRefusedWithTheRemedy() {
    MapReduceJob job = jobs().job("classes");
    assertThatThrownBy(() -> job.setMapperClass(Inner.class))
        .hasMessageContaining("Inner cannot be made: it is an inner class; make it static");
    assertThatThrownBy(() -> job.setReducerClass(WithArgument.class))
        .hasMessageContaining("no constructor without parameters; add one");
    assertThatThrownBy(job::submit).hasMessageContaining("no input");
  }

  class Inner extends Mapper<Long, String, String, Integer> {
    @Override
    public String toString() {
      return folder.toString();
    }
  }

  static class WithArgument extends Reducer<String, Integer, String, Integer> {
    WithArgument(int ignored) {}
  }
}
