package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.Picky;
import dev.tandem.mapreduce.api.lib.ChainMapper;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and groups on which a mapper or a reducer fails are left out, if the job wants it. */
class SkippingTest {
  @TempDir Path folder;

  /** Fails on each line that is no number; writes the last digit and the number. */
  static class Numbers extends Mapper<Long, String, Integer, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.getCounter("test", "seen").increment(1);
      int number = Integer.parseInt(line);
      context.write(number % 10, number);
    }
  }

  /** Fails on 3 and 7, after it has written; has a file of its own beside the output. */
  static class Sums extends Reducer<Integer, Integer, Integer, Integer> {
    private MultipleOutputs<Integer, Integer> files;

    @Override
    protected void setup(Context context) {
      files = new MultipleOutputs<>(context);
    }

    @Override
    protected void reduce(Integer digit, Iterable<Integer> numbers, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      for (int number : numbers) {
        sum += number;
      }
      context.write(digit, sum);
      files.write("digits", digit, 1);
      if (digit == 3 || digit == 7) {
        throw new IllegalStateException("bad group");
      }
    }
  }

  private MapReduceJob job(Class<? extends Mapper<?, ?, ?, ?>> mapper) throws IOException {
    String[] lines =
        IntStream.range(0, 100)
            .mapToObj(i -> i % 25 == 8 ? "bad" + i : String.valueOf(i))
            .toArray(String[]::new);
    MapReduceJob job = new Jobs(folder).job("skipping", lines);
    job.setMapperClass(mapper);
    job.setMapOutputKeyClass(Integer.class);
    job.setMapOutputValueClass(Integer.class);
    return job;
  }

  private static MapReduceJob skipping(MapReduceJob job) {
    job.getConfiguration().setInt("mapreduce.map.skip.maxrecords", 1);
    job.getConfiguration().setInt("mapreduce.reduce.skip.maxgroups", 1);
    return job;
  }

  @Test
  void badRecordsAreLeftOutWithAllThatWasCountedForThem() throws Exception {
    MapReduceJob job = skipping(job(Numbers.class));
    Jobs.succeed(job);
    assertThat(new Jobs(folder).lines()).hasSize(96).contains("7\t7", "9\t9");
    assertThat(Jobs.counter(job, TaskCounter.MAP_SKIPPED_RECORDS)).isEqualTo(4);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(96);
    assertThat(job.getCounters().findCounter("test", "seen").getValue()).isEqualTo(96);
    // Two attempts fail, the third one finds all bad records, the fourth one leaves them out.
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(3);
  }

  @Test
  void badRecordsFailTheJobUnlessItWantsOtherwise() throws Exception {
    assertThat(Jobs.fail(job(Numbers.class))).contains("Numbers.map", "bad8", "line 9");
  }

  static class Lines extends Mapper<Long, String, Long, String> {}

  @Test
  void aRecordIsBadAlsoIfALaterMapperOfTheChainFailsOnIt() throws Exception {
    MapReduceJob job = skipping(job(Numbers.class));
    ChainMapper.addMapper(job, Lines.class);
    ChainMapper.addMapper(job, Numbers.class);
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.MAP_SKIPPED_RECORDS)).isEqualTo(4);
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(96);
  }

  @Test
  void badGroupsAreLeftOutWithAllThatTheyWrote() throws Exception {
    MapReduceJob job = skipping(job(Numbers.class));
    job.setReducerClass(Sums.class);
    MultipleOutputs.addNamedOutput(job, "digits", TextOutputFormat.class);
    Jobs.succeed(job);
    Jobs jobs = new Jobs(folder);
    assertThat(jobs.lines("part-r-00000")).hasSize(8).noneMatch(line -> line.startsWith("3\t"));
    assertThat(jobs.lines("digits-r-00000")).hasSize(8).doesNotContain("7\t1");
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_SKIPPED_GROUPS)).isEqualTo(2);
    // 33 and 83 were bad records.
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_SKIPPED_RECORDS)).isEqualTo(8 + 10);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(8);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(96 - 18);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_OUTPUT_RECORDS)).isEqualTo(8);
  }

  @Test
  void aGroupIsBadAlsoIfItsValuesCannotBeRead() throws Exception {
    MapReduceJob job = skipping(job(Numbers.class));
    job.setMapOutputValueCodec(new Picky());
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_SKIPPED_GROUPS)).isEqualTo(1);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_SKIPPED_RECORDS)).isEqualTo(8);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(96 - 8);
  }

  static class FailingSetup extends Numbers {
    @Override
    protected void setup(Context context) {
      throw new IllegalStateException("never begins");
    }
  }

  static class FailingCleanup extends Mapper<Long, String, Integer, Integer> {
    @Override
    protected void cleanup(Context context) {
      throw new IllegalStateException("never ends");
    }

    @Override
    protected void map(Long offset, String line, Context context) {}
  }

  /** Fails on its first record and then, when the others are looked for, before any record. */
  static class FailingTwice extends FailingCleanup {
    private static final ThreadLocal<Integer> MAPPERS = ThreadLocal.withInitial(() -> 0);

    @Override
    protected void setup(Context context) {
      MAPPERS.set(MAPPERS.get() + 1);
      if (MAPPERS.get() > 1) {
        throw new IllegalStateException("only once");
      }
    }

    @Override
    protected void map(Long offset, String line, Context context) {
      throw new IllegalStateException("first record");
    }
  }

  @Test
  void aFailureOutsideOfTheRecordsIsNoBadRecord() throws Exception {
    assertThat(Jobs.fail(skipping(job(FailingSetup.class)))).contains("never begins");
    assertThat(Jobs.fail(skipping(job(FailingCleanup.class)))).contains("never ends");
    MapReduceJob job = skipping(job(FailingTwice.class));
    job.getConfiguration().setInt("mapreduce.task.skip.start.attempts", 0);
    job.getConfiguration().setInt("mapreduce.map.maxattempts", 1);
    assertThat(Jobs.fail(job)).contains("only once");
  }

  /** One record only: if it were left out as bad, the next attempt would succeed. */
  static class Misplacing extends Partitioner<Integer, Integer> {
    @Override
    public int getPartition(Integer key, Integer value, int numPartitions) {
      return value == 7 ? numPartitions : 0;
    }
  }

  @Test
  void aRecordThatCannotBePlacedIsNotBad() throws Exception {
    MapReduceJob job = skipping(job(Numbers.class));
    job.setPartitionerClass(Misplacing.class);
    job.setNumReduceTasks(2);
    assertThat(Jobs.fail(job)).contains("Illegal partition");
  }

  @Test
  void aFaultOfThePlanIsNoBadGroup() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan"), "reduce.record * * 0 2 throw\n");
    MapReduceJob job = skipping(job(Numbers.class));
    job.getConfiguration().setInt("mapreduce.task.skip.start.attempts", 0);
    job.getConfiguration().set("faults", plan.toString());
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_SKIPPED_GROUPS)).isZero();
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(10);
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_REDUCES)).isEqualTo(1);
  }
}
