package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.mapreduce.api.lib.FixedLengthInputFormat;
import dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat;
import dev.tandem.mapreduce.api.lib.NLineInputFormat;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided when a job is submitted, and what is told of it afterwards. */
@Timeout(120)
class SubmitTest {
  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  @Test
  void missingInputIsFoundBeforeAnythingIsMade() throws Exception {
    MapReduceJob job = jobs().job("missing");
    job.addInputPath(folder.resolve("nowhere").toString());
    assertThatThrownBy(job::submit)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("nowhere' does not exist");
    assertThat(folder).isEmptyDirectory();
    assertThat(job.getJobState()).isEqualTo(JobStatus.State.PREP);
    // What was wrong can be mended.
    jobs().write("nowhere", "a\n");
    Jobs.succeed(job);
  }

  @Test
  void missingInputOfASecondMapperIsFoundToo() throws Exception {
    MapReduceJob job = jobs().job("missing", "a");
    job.addInputPath(
        folder.resolve("nowhere").toString(), KeyValueTextInputFormat.class, Mapper.class);
    assertThatThrownBy(job::submit).hasMessageContaining("nowhere' does not exist");
  }

  /** By their size they have no splits, and the job would succeed without a record. */
  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @ValueSource(
      classes = {TextInputFormat.class, NLineInputFormat.class, FixedLengthInputFormat.class})
  void pipesAndDevicesAreRefused(Class<? extends InputFormat<?, ?>> format) {
    MapReduceJob job = new Jobs(folder).job("device");
    FixedLengthInputFormat.setRecordLength(job.getConfiguration(), 1);
    job.setInputFormatClass(format);
    job.addInputPath("/dev/null");
    assertThatThrownBy(job::submit)
        .hasMessageContaining("/dev/null")
        .hasMessageContaining("pipes and devices are not supported");
  }

  @Test
  void anExistingOutputIsToldWithoutOptionsOfTheCommand() throws Exception {
    MapReduceJob job = jobs().job("exists", "a");
    jobs().write("out/part-r-00000", "precious");
    assertThatThrownBy(job::submit)
        .isInstanceOf(JobFailed.class)
        .hasMessageEndingWith("already exists; remove it or choose another one");
  }

  /** Is given the settings and waits until they have been changed. */
  static class Waits extends Mapper<Long, String, String, String> implements Configurable {
    private static CountDownLatch changed;
    private Configuration given;

    @Override
    public void setConf(Configuration conf) {
      given = conf;
    }

    @Override
    protected void setup(Context context) throws InterruptedException {
      changed.await();
    }

    @Override
    protected void map(Long offset, String line, Context context)
        throws java.io.IOException, InterruptedException {
      context.write(given.get("mine"), context.getConfiguration().get("mine"));
      given.set("mine", "of one task");
    }
  }

  /** Is made after the settings have been changed. */
  static class Late extends Reducer<String, String, String, String> implements Configurable {
    private Configuration given;

    @Override
    public void setConf(Configuration conf) {
      given = conf;
    }

    @Override
    protected void reduce(String key, Iterable<String> values, Context context)
        throws java.io.IOException, InterruptedException {
      context.write(key + values.iterator().next(), given.get("mine"));
    }
  }

  @Test
  void whatIsSetAfterwardsReachesNoTask() throws Exception {
    Waits.changed = new CountDownLatch(1);
    MapReduceJob job = jobs().job("settings", "a");
    job.setMapperClass(Waits.class);
    job.setReducerClass(Late.class);
    job.getConfiguration().set("mine", "1");
    job.submit();
    job.getConfiguration().set("mine", "2");
    job.getConfiguration().set("mapreduce.job.reduces", "7");
    Waits.changed.countDown();
    Jobs.succeed(job);
    assertThat(jobs().files()).contains("part-r-00000").doesNotContain("part-r-00001");
    assertThat(jobs().lines()).containsExactly("11\t1");
  }

  static class Fails extends Mapper<Long, String, String, String> {
    @Override
    protected void cleanup(Context context) {
      throw new IllegalStateException("never");
    }
  }

  private static String console(MapReduceJob job) throws InterruptedException {
    PrintStream standard = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      job.waitForCompletion(true);
    } finally {
      System.setErr(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void progressAndCountersArePrintedWithoutALogger() throws Exception {
    MapReduceJob job = jobs().job("told", "a");
    job.getConfiguration().setInt("mapreduce.client.progressmonitor.pollinterval", 1);
    assertThat(console(job))
        .startsWith("Running job: " + job.getJobID())
        .containsSubsequence(" map 100% reduce 100%", "completed successfully", "Counters: ")
        .contains("Map input records=1");
  }

  @Test
  void aFailureIsPrintedToo() throws Exception {
    MapReduceJob job = jobs().job("told", "a");
    job.setMapperClass(Fails.class);
    assertThat(console(job))
        .contains("failed with state FAILED due to: ", "Fails.cleanup", "never")
        .contains("Failed map tasks=4");
    assertThat(job.getStatus().getFailureInfo()).contains("never");
  }

  static class Meddles extends Mapper<Long, String, String, String> {
    @Override
    protected void setup(Context context) {
      context.getCounter(TaskCounter.MAP_INPUT_RECORDS).increment(10);
      context.getCounter(TaskCounter.class.getName(), "MAP_INPUT_RECORDS");
      context.getCounter("org.apache.hadoop.mapreduce.JobCounter", "NUM_FAILED_MAPS").increment(2);
    }
  }

  static class Invents extends Mapper<Long, String, String, String> {
    @Override
    protected void setup(Context context) {
      context.getCounter("org.apache.hadoop.mapreduce.TaskCounter", "MINE").increment(1);
    }
  }

  @Test
  void countersOfTheFrameworkAreAddedToButNeverReplaced() throws Exception {
    MapReduceJob job = jobs().job("meddling", "a", "b");
    job.setMapperClass(Meddles.class);
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(12);
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(2);
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(2);
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_MAPS)).isEqualTo(1);
    MapReduceJob other = jobs().job("inventing", "a");
    other.setOutputPath(folder.resolve("other").toString());
    other.setMapperClass(Invents.class);
    assertThat(Jobs.fail(other)).contains("is Hadoop's own and has no counter 'MINE'");
  }
}
