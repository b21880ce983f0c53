package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Sink;
import dev.tandem.mapreduce.api.lib.FixedLengthInputFormat;
import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.KeyFieldBasedComparator;
import dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat;
import dev.tandem.mapreduce.api.lib.MultipleInputs;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.api.lib.NullOutputFormat;
import dev.tandem.mapreduce.api.lib.TokenCounterMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a job, in any order and in combinations. */
class JobSettingsTest {
  private static final String SEPARATOR =
      "mapreduce.input.keyvaluelinerecordreader.key.value.separator";

  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  @Test
  void settingsCountThatAreMadeBehindAnInput() throws Exception {
    MapReduceJob job = jobs().job("late");
    String path = jobs().write("in.txt", "k,v\n");
    MultipleInputs.addInputPath(job, path, KeyValueTextInputFormat.class, Mapper.class);
    MultipleInputs.addInputPath(
        job, jobs().write("wide.txt", "abcd"), FixedLengthInputFormat.class, Records.class);
    job.setNumReduceTasks(0);
    job.getConfiguration().set(SEPARATOR, ",");
    FixedLengthInputFormat.setRecordLength(job.getConfiguration(), 2);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("k\tv", "ab\t0", "cd\t2");
  }

  static class Records extends Mapper<Long, byte[], byte[], Long> {
    @Override
    protected void map(Long offset, byte[] record, Context context)
        throws IOException, InterruptedException {
      context.write(record, offset);
    }
  }

  /** Takes its separator when it is made. */
  public static class Configured extends TextOutputFormat<Object, Object> implements Configurable {
    private final Configuration own = new Configuration();

    @Override
    public void setConf(Configuration conf) {
      own.set("mapreduce.output.textoutputformat.separator", conf.get("own.separator", "?"));
    }

    @Override
    public Sink<Pair<Object, Object>> sink(Configuration conf) {
      return super.sink(own);
    }
  }

  @Test
  void settingsCountThatAreMadeBehindAnOutputFormat() throws Exception {
    MapReduceJob job = jobs().job("format", "a");
    job.setMapperClass(Beside.class);
    job.setOutputFormatClass(Configured.class);
    MultipleOutputs.addNamedOutput(job, "side", Configured.class);
    job.setNumReduceTasks(0);
    job.getConfiguration().set("own.separator", ";");
    Jobs.succeed(job);
    assertThat(jobs().lines("part-m-00000")).containsExactly("0;a");
    assertThat(jobs().lines("side-m-00000")).containsExactly("0;a");
  }

  static class Beside extends Mapper<Long, String, Long, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      new MultipleOutputs<>(context).write("side", offset, line);
      context.write(offset, line);
    }
  }

  @Test
  void aJobWithoutAnOutputMayWriteBesideIt() throws Exception {
    MapReduceJob job = jobs().job("beside", "a");
    job.setMapperClass(Beside.class);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(NullOutputFormat.class);
    MultipleOutputs.addNamedOutput(job, "side", TextOutputFormat.class);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "side-m-00000");
  }

  @Test
  void whatHasNoFolderToBeWrittenToIsNamed() throws Exception {
    MapReduceJob job = jobs().job("nowhere", "a");
    job.setMapperClass(Beside.class);
    job.setNumReduceTasks(0);
    job.setOutputPath(null);
    job.setOutputFormatClass(NullOutputFormat.class);
    MultipleOutputs.addNamedOutput(job, "side", TextOutputFormat.class);
    assertThat(Jobs.fail(job))
        .contains("Beside.map", "'side' cannot be written: the run has no output folder");
  }

  static class WritesBeside extends IntSumReducer<String> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      new MultipleOutputs<>(context).write("side", key, 1);
    }
  }

  @Test
  void aCombinerThatWritesBesideThePartFileIsToldWhatToDo() throws Exception {
    MapReduceJob job = jobs().job("combiner", "a");
    job.setMapperClass(TokenCounterMapper.class);
    job.setCombinerClass(WritesBeside.class);
    MultipleOutputs.addNamedOutput(job, "side", TextOutputFormat.class);
    assertThat(Jobs.fail(job))
        .contains("WritesBeside.reduce", "a combiner cannot write to 'side'", "in the reducer");
  }

  @Test
  void aJobThatCouldNotBeSubmittedMayBeChanged() throws Exception {
    MapReduceJob job = jobs().job("again", "a", "b");
    job.setSortComparatorClass(KeyFieldBasedComparator.class);
    job.getConfiguration().set("mapreduce.client.progressmonitor.pollinterval", "soon");
    assertThatThrownBy(() -> job.waitForCompletion(false))
        .hasMessageContaining("pollinterval is 'soon', it must be a whole number");
    assertThat(job.getJobState()).isEqualTo(JobStatus.State.PREP);
    assertThat(folder.resolve("out")).doesNotExist();
    job.getConfiguration().set("mapreduce.client.progressmonitor.pollinterval", "20");
    KeyFieldBasedComparator.setKeyFieldComparatorOptions(job, "-nr");
    assertThat(job.getSortComparator().compare(1L, 2L)).isPositive();
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("2\tb", "0\ta");
  }

  @Test
  void numbersAndListsOfTheConfiguration() {
    Configuration conf = new Configuration();
    conf.setLong("n", 1L << 31);
    assertThat(conf.getLong("n", 0)).isEqualTo(1L << 31);
    assertThatThrownBy(() -> conf.getInt("n", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n is '2147483648', it must be -2147483648 to 2147483647");
    conf.setStrings("none");
    assertThat(conf.getStrings("none")).isEmpty();
    assertThat(conf.getStrings("none", "otherwise")).containsExactly("otherwise");
    conf.setStrings("several", "a", "", "b");
    assertThat(conf.getStrings("several")).containsExactly("a", "", "b");
  }
}
