package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Unit;
import dev.tandem.mapreduce.api.lib.CombineTextInputFormat;
import dev.tandem.mapreduce.api.lib.FixedLengthInputFormat;
import dev.tandem.mapreduce.api.lib.InputSampler;
import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.InverseMapper;
import dev.tandem.mapreduce.api.lib.KeyValueFileInputFormat;
import dev.tandem.mapreduce.api.lib.KeyValueFileOutputFormat;
import dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat;
import dev.tandem.mapreduce.api.lib.LazyOutputFormat;
import dev.tandem.mapreduce.api.lib.LongSumReducer;
import dev.tandem.mapreduce.api.lib.MultipleInputs;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.api.lib.NLineInputFormat;
import dev.tandem.mapreduce.api.lib.NullOutputFormat;
import dev.tandem.mapreduce.api.lib.RegexMapper;
import dev.tandem.mapreduce.api.lib.TokenCounterMapper;
import dev.tandem.mapreduce.api.lib.TotalOrderPartitioner;
import dev.tandem.mapreduce.api.testkit.MapReduceDriver;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hadoop keeps in its library. */
class LibraryTest {
  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  @Test
  void tokensAndSums() {
    MapReduceDriver.newMapReduceDriver(TokenCounterMapper::new, IntSumReducer<String>::new)
        .withCombiner(IntSumReducer<String>::new)
        .withInput(0L, "a b  a")
        .withInput(7L, "\tb a")
        .withOutput("a", 3)
        .withOutput("b", 2)
        .runTest();
  }

  @Test
  void whatMatchesIsCounted() {
    var grep =
        MapReduceDriver.newMapReduceDriver(RegexMapper<Long>::new, LongSumReducer<String>::new)
            .withCombiner(LongSumReducer<String>::new);
    grep.getConfiguration().set(RegexMapper.PATTERN, "id=(\\d+)");
    grep.getConfiguration().setInt(RegexMapper.GROUP, 1);
    grep.withInput(0L, "id=7 id=12").withInput(11L, "id=7");
    grep.withOutput("12", 1L).withOutput("7", 2L).runTest();
  }

  @Test
  void keysAndValuesOfLinesSwapped() throws Exception {
    MapReduceJob job = jobs().job("swap", "b\t1\t2", "a\t3", "c");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setMapperClass(InverseMapper.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("\tc", "1\t2\tb", "3\ta");
  }

  @Test
  void anotherSeparator() throws Exception {
    MapReduceJob job = jobs().job("separator", "b,1");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.getConfiguration().set("mapreduce.input.keyvaluelinerecordreader.key.value.separator", ",");
    job.getConfiguration().set("mapreduce.output.textoutputformat.separator", " = ");
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("b = 1");
  }

  static class OneTask extends Mapper<Long, String, String, Integer> {
    private int lines;

    @Override
    protected void map(Long offset, String line, Context context) {
      lines++;
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
      context.write("lines", lines);
    }
  }

  @Test
  void threeLinesToATask() throws Exception {
    MapReduceJob job = jobs().job("nline", "a", "bb", "", "dddd", "e", "f", "g");
    job.setInputFormatClass(NLineInputFormat.class);
    job.getConfiguration().setInt("mapreduce.input.lineinputformat.linespermap", 3);
    job.setMapperClass(OneTask.class);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("lines\t3", "lines\t3", "lines\t1");
  }

  @Test
  void manySmallFilesInFewTasks() throws Exception {
    for (int i = 0; i < 10; i++) {
      jobs().write("small/f" + i, "x\n".repeat(5));
    }
    MapReduceJob job = jobs().job("combine");
    job.addInputPath(folder.resolve("small").toString());
    job.setInputFormatClass(CombineTextInputFormat.class);
    job.getConfiguration().setLong(FileInputFormat.SPLIT_MAXSIZE, 40);
    job.setMapperClass(OneTask.class);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("lines\t20", "lines\t20", "lines\t10");
  }

  @Test
  void splitsAreAtLeastAsLongAsWanted() throws Exception {
    List<Integer> maps = new ArrayList<>();
    for (long least : new long[] {0, 1, 12}) {
      MapReduceJob job = jobs().job("least" + least, "aaa", "bbb", "ccc", "ddd", "eee", "fff");
      FileInputFormat.setMinInputSplitSize(job, least);
      FileInputFormat.setMaxInputSplitSize(job, 4);
      job.setOutputPath(folder.resolve("least-out" + least).toString());
      Jobs.succeed(job);
      maps.add((int) Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_MAPS));
    }
    assertThat(maps).containsExactly(6, 6, 2);
  }

  static class Bytes extends Mapper<Long, byte[], Long, String> {
    @Override
    protected void map(Long offset, byte[] record, Context context)
        throws IOException, InterruptedException {
      context.write(offset, new String(record, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void recordsOfOneLengthHaveTheirOffsets() throws Exception {
    MapReduceJob job = jobs().job("fixed");
    job.addInputPath(jobs().write("fixed.bin", "aaabbbcccddd"));
    FixedLengthInputFormat.setRecordLength(job.getConfiguration(), 3);
    job.getConfiguration().setLong(FileInputFormat.SPLIT_MAXSIZE, 4);
    job.setInputFormatClass(FixedLengthInputFormat.class);
    job.setMapperClass(Bytes.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("0\taaa", "3\tbbb", "6\tccc", "9\tddd");
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_MAPS)).isEqualTo(3);
  }

  record Point(int x, String label) {}

  static class Points extends Mapper<Long, String, Point, List<Integer>> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(new Point(line.length(), line), List.of(1, 2));
    }
  }

  @Test
  void binaryFilesOfKeysAndValues() throws Exception {
    MapReduceJob first = jobs().job("write", "abc", "de");
    first.setMapperClass(Points.class);
    first.setOutputFormatClass(KeyValueFileOutputFormat.class);
    first.setOutputPath(folder.resolve("binary").toString());
    Jobs.succeed(first);
    MapReduceJob second = jobs().job("read");
    second.addInputPath(folder.resolve("binary").toString());
    second.setInputFormatClass(KeyValueFileInputFormat.class);
    Jobs.succeed(second);
    assertThat(jobs().lines())
        .containsExactly("Point[x=2, label=de]\t[1, 2]", "Point[x=3, label=abc]\t[1, 2]");
  }

  static class Upper extends Mapper<Object, String, String, String> {
    @Override
    protected void map(Object key, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line.toUpperCase(Locale.ROOT), "lines");
    }
  }

  static class Tagged extends Mapper<String, String, String, String> {
    @Override
    protected void map(String key, String value, Context context)
        throws IOException, InterruptedException {
      context.write(key, "value " + value);
    }
  }

  @Test
  void severalInputsWithAMapperEach() throws Exception {
    MapReduceJob job = jobs().job("inputs");
    MultipleInputs.addInputPath(
        job, jobs().write("l.txt", "b\na\n"), TextInputFormat.class, Upper.class);
    MultipleInputs.addInputPath(
        job, jobs().write("r.txt", "A\t1\n"), KeyValueTextInputFormat.class, Tagged.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactlyInAnyOrder("A\tlines", "A\tvalue 1", "B\tlines");
  }

  static class Spread extends Reducer<String, Integer, String, Integer> {
    private MultipleOutputs<String, Integer> outputs;

    @Override
    protected void setup(Context context) {
      outputs = new MultipleOutputs<>(context);
    }

    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      if (key.length() > 1) {
        outputs.write("long", key, Unit.UNIT);
      }
      outputs.write(key, 1, "by/" + key.charAt(0) + "/words");
    }

    @Override
    protected void cleanup(Context context) {
      outputs.close();
    }
  }

  @Test
  void outputsBesideTheOutputAndNoEmptyFiles() throws Exception {
    MapReduceJob job = jobs().job("outputs", "a bb b a");
    job.setMapperClass(TokenCounterMapper.class);
    job.setReducerClass(Spread.class);
    LazyOutputFormat.setOutputFormatClass(job, TextOutputFormat.class);
    MultipleOutputs.addNamedOutput(job, "long", TextOutputFormat.class);
    MultipleOutputs.setCountersEnabled(job, true);
    Jobs.succeed(job);
    assertThat(jobs().files())
        .containsExactly("_SUCCESS", "by/a/words-r-00000", "by/b/words-r-00000", "long-r-00000");
    assertThat(jobs().lines("by/b/words-r-00000")).containsExactly("b\t1", "bb\t1");
    assertThat(jobs().lines("long-r-00000")).containsExactly("bb");
    assertThat(
            job.getCounters().findCounter(MultipleOutputs.COUNTERS_GROUP, "by/b/words").getValue())
        .isEqualTo(2);
  }

  @Test
  void aFileThatIsOutsideOfTheOutputOrHiddenThereIsRefused() throws Exception {
    List<String> bases =
        List.of(
            "../x",
            "..",
            ".",
            "a/../../x",
            "/x",
            "//x",
            "a/",
            "a//x",
            "",
            "_temporary/x",
            "_SUCCESS",
            ".x",
            "a/_b/c");
    assertThat(bases).hasSize(13).doesNotHaveDuplicates();
    for (String base : bases) {
      MapReduceJob job = jobs().job("escape" + bases.indexOf(base), base);
      job.setMapper(Escaping::new);
      assertThat(Jobs.fail(job)).contains("Escaping.map", "'" + base + "' cannot be");
    }
  }

  @Test
  void theNameOfThePartFileIsRefusedForOthers() throws Exception {
    MapReduceJob job = jobs().job("part", "part");
    job.setMapper(Escaping::new);
    assertThat(Jobs.fail(job))
        .contains("Escaping.map", "'part' cannot be the beginning of a file beside the part file");
    MapReduceJob other = jobs().job("names", "a");
    assertThatThrownBy(() -> MultipleOutputs.addNamedOutput(other, "part", TextOutputFormat.class))
        .hasMessageContaining("cannot be called 'part'");
  }

  static class Escaping extends Mapper<Long, String, String, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      new MultipleOutputs<>(context).write(line, line, line);
    }
  }

  @Test
  void anEmptyPartFileIsWrittenUnlessLazy() throws Exception {
    MapReduceJob job = jobs().job("empty", "a");
    job.setMapper(() -> new OneTaskSilent());
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-r-00000", "part-r-00001");
  }

  static class OneTaskSilent extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context) {}
  }

  @Test
  void nothingIsWritten() throws Exception {
    MapReduceJob job = jobs().job("null", "a b");
    job.setMapperClass(TokenCounterMapper.class);
    job.setOutputFormatClass(NullOutputFormat.class);
    job.setOutputPath(null);
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_OUTPUT_RECORDS)).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "random", "interval"})
  void aTotalOrderOverThreeFiles(String kind) throws Exception {
    Random random = new Random(5);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      words.add(String.format(Locale.ROOT, "%04d", random.nextInt(10_000)));
    }
    MapReduceJob job = jobs().job("total", words.toArray(String[]::new));
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setNumReduceTasks(3);
    job.setPartitionerClass(TotalOrderPartitioner.class);
    TotalOrderPartitioner.setPartitionFile(
        job.getConfiguration(), folder.resolve("bounds").toString());
    InputSampler.writePartitionFile(
        job,
        switch (kind) {
          case "split" -> new InputSampler.SplitSampler(300, 5);
          case "random" -> new InputSampler.RandomSampler(0.1, 200, 5);
          default -> new InputSampler.IntervalSampler(0.1, 5);
        });
    Jobs.succeed(job);
    List<String> sorted = words.stream().sorted().map(word -> word + "\t").toList();
    assertThat(jobs().lines()).isEqualTo(sorted);
    for (int i = 0; i < 3; i++) {
      assertThat(jobs().lines("part-r-0000" + i).size()).isBetween(600, 1500);
    }
  }

  @Test
  void theBoundsOfAnEarlierJobAreReplaced() throws Exception {
    MapReduceJob job = jobs().job("again", "a", "b", "c");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setNumReduceTasks(3);
    String bounds = jobs().write("bounds", "of an earlier job");
    TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), bounds);
    job.setPartitionerClass(TotalOrderPartitioner.class);
    InputSampler.writePartitionFile(job, new InputSampler.SplitSampler(10, 1));
    Jobs.succeed(job);
    assertThat(jobs().lines("part-r-00001")).containsExactly("b\t");
  }

  @Test
  void aSampleTakesNoMoreMemoryThanItHasKeys() throws Exception {
    InputSampler.Sampler all = new InputSampler.RandomSampler(1, Integer.MAX_VALUE, 1);
    assertThat(all.getSample(List.of(wanted -> wanted.take("a")), 1)).containsExactly("a");
  }

  @Test
  void tooFewKeysForTheBoundsAreRefused() throws Exception {
    MapReduceJob job = jobs().job("same", "a", "a", "a");
    job.setInputFormatClass(KeyValueTextInputFormat.class);
    job.setNumReduceTasks(3);
    assertThatThrownBy(
            () -> InputSampler.writePartitionFile(job, new InputSampler.SplitSampler(10, 1)))
        .hasMessageContaining("has no 2 different bounds");
  }
}
