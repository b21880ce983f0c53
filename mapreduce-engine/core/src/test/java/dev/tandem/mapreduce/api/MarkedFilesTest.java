package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of values that are read again: whose they are, and what becomes of them. */
@Timeout(120)
class MarkedFilesTest {
  @TempDir Path folder;

  private static CountDownLatch marking;

  @BeforeEach
  void begin() {
    marking = new CountDownLatch(2);
  }

  /** Each line is a number. */
  static class Numbers extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write("k", Integer.parseInt(line));
    }
  }

  /** Reads all values twice; {@link #between} comes between. */
  static class Twice extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> ignored, Context context)
        throws IOException, InterruptedException {
      MarkableIterator<Integer> values = new MarkableIterator<>(ignored.iterator());
      values.mark();
      int sum = 0;
      while (values.hasNext()) {
        sum += values.next();
      }
      values.reset();
      between(values, context);
      while (values.hasNext()) {
        sum += values.next();
      }
      context.write(key, sum / 2);
    }

    void between(MarkableIterator<Integer> values, Context context) throws InterruptedException {
      // The values are read again.
    }
  }

  /** Two combiners of one reduce task have marks at the same time. */
  static class Together extends Twice {
    @Override
    void between(MarkableIterator<Integer> values, Context context) throws InterruptedException {
      if (!context.getTaskAttemptID().map()) {
        marking.countDown();
        assertThat(marking.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private MapReduceJob job(FaultyFiles files, UnaryOperator<RunOptions> change, int... sizes)
      throws IOException {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("marked");
    for (int i = 0; i < sizes.length; i++) {
      List<String> lines = IntStream.range(0, sizes[i]).mapToObj(String::valueOf).toList();
      job.addInputPath(jobs.write("in" + i, String.join("\n", lines) + "\n"));
    }
    job.setRunOptions(change.apply(jobs.options().withFiles(files)));
    job.setMapperClass(Numbers.class);
    job.setReducerClass(Twice.class);
    return job;
  }

  @Test
  void combinersBesideEachOtherHaveTheirOwn() throws Exception {
    FaultyFiles files = new FaultyFiles();
    MapReduceJob job =
        job(
            files,
            options ->
                options
                    .withAttempts(1)
                    .withConf("mapreduce.reduce.shuffle.parallelcopies", "4")
                    .withConf("mapreduce.reduce.merge.inmem.threshold", "1"),
            4,
            4,
            4,
            4);
    job.setCombinerClass(Together.class);
    Jobs.succeed(job);
    assertThat(new Jobs(folder).lines()).containsExactly("k\t24");
    assertThat(files.open()).isZero();
  }

  /** Fails while it reads a file. */
  static class Failing extends Twice {
    @Override
    void between(MarkableIterator<Integer> values, Context context) {
      values.next();
      throw new IllegalStateException("injected");
    }
  }

  /** Stops in the middle of the values that it reads again, without a failure. */
  static class Stopping extends Twice {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      if (!context.nextKey()) {
        return;
      }
      MarkableIterator<Integer> values = new MarkableIterator<>(context.getValues().iterator());
      values.mark();
      values.next();
      values.next();
      values.reset();
      values.next();
    }
  }

  @Test
  void areClosedWhereAReducerFailsInTheirMiddle() throws Exception {
    FaultyFiles files = new FaultyFiles();
    MapReduceJob job = job(files, options -> options.withAttempts(1), 5000);
    job.setReducerClass(Failing.class);
    assertThat(Jobs.fail(job)).contains("injected");
    assertThat(files.open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areClosedWhereAReducerOrCombinerStopsInTheirMiddle(boolean combiner) throws Exception {
    FaultyFiles files = new FaultyFiles();
    MapReduceJob job = job(files, options -> options, 5000);
    job.setReducerClass(Stopping.class);
    if (combiner) {
      job.setCombinerClass(Stopping.class);
    }
    Jobs.succeed(job);
    assertThat(files.open()).isZero();
  }

  /** A damaged file is nobody's bad group. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aDamagedOneCostsAnAttemptAndNoGroup(int skipsFrom) throws Exception {
    UnaryOperator<byte[]> flip =
        bytes -> {
          bytes[bytes.length / 2] ^= 4;
          return bytes;
        };
    FaultyFiles files = new FaultyFiles().damaging(1, path -> path.contains("/marked"), flip);
    MapReduceJob job =
        job(
            files,
            options ->
                options
                    .withConf("mapreduce.reduce.skip.maxgroups", "1")
                    .withConf("mapreduce.task.skip.start.attempts", "" + skipsFrom),
            5000);
    Jobs.succeed(job);
    assertThat(files.isDamageDone()).isTrue();
    assertThat(new Jobs(folder).lines()).containsExactly("k\t12497500");
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(5000);
    assertThat(files.open()).isZero();
  }
}
