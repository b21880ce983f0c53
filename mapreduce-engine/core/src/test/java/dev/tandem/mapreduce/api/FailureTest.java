package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The job's own code fails, everywhere. With one attempt the job fails and says whose fault it was
 * and where; with more it gives the answer of a job that never failed.
 */
class FailureTest {
  /** Where. */
  enum Place {
    MAP_SETUP("M.setup", ""),
    MAP("M.map", "line 2 (byte 4)"),
    MAP_CLEANUP("M.cleanup", "line 3 (byte 8)"),
    PARTITION("P.getPartition", "line 2 (byte 4)"),
    SORT("S.compare", "line 3 (byte 8)"),
    COMBINE_SETUP("C.setup", "line 3 (byte 8)"),
    COMBINE("C.reduce", "line 3 (byte 8)"),
    COMBINE_CLEANUP("C.cleanup", "line 3 (byte 8)"),
    REDUCE_SETUP("R.setup", ""),
    GROUP("G.compare", "group 1 (k1), after 1 records"),
    REDUCE("R.reduce", "group 2 (k2), after 1 records"),
    REDUCE_CLEANUP("R.cleanup", "group 3 (k3), after 3 records");

    private final String step;
    private final String position;

    Place(String step, String position) {
      this.step = step;
      this.position = position;
    }
  }

  private static Place place;
  private static AtomicInteger left = new AtomicInteger();

  private static void at(Place here) {
    if (here == place && left.getAndDecrement() > 0) {
      throw new IllegalStateException("injected");
    }
  }

  static class M extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      at(Place.MAP_SETUP);
    }

    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      if (line.startsWith("k2")) {
        at(Place.MAP);
      }
      context.getCounter("test", "maps").increment(1);
      context.write(line.substring(0, 2), 1);
    }

    @Override
    protected void cleanup(Context context) {
      at(Place.MAP_CLEANUP);
    }
  }

  static class P extends Partitioner<String, Integer> {
    @Override
    public int getPartition(String key, Integer value, int numPartitions) {
      if (key.equals("k2")) {
        at(Place.PARTITION);
      }
      return 1;
    }
  }

  static class S implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      at(Place.SORT);
      return a.compareTo(b);
    }
  }

  static class G implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      at(Place.GROUP);
      return a.compareTo(b);
    }
  }

  static class Sum extends Reducer<String, Integer, String, Integer> {
    private final Place setup;
    private final Place reduce;
    private final Place cleanup;

    Sum(Place setup, Place reduce, Place cleanup) {
      this.setup = setup;
      this.reduce = reduce;
      this.cleanup = cleanup;
    }

    @Override
    protected void setup(Context context) {
      if (hasRecords(context)) {
        at(setup);
      }
    }

    /** All records go to reduce task 1; the other one is not to fail in its place. */
    private static boolean hasRecords(TaskAttemptContext context) {
      return context.getTaskAttemptID().map() || context.getTaskAttemptID().task() == 1;
    }

    void sum(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      if (key.equals("k2")) {
        at(reduce);
      }
      int sum = 0;
      for (int value : values) {
        sum += value;
      }
      context.write(key, sum);
    }

    @Override
    protected void cleanup(Context context) {
      if (hasRecords(context)) {
        at(cleanup);
      }
    }
  }

  static class C extends Sum {
    C() {
      super(Place.COMBINE_SETUP, Place.COMBINE, Place.COMBINE_CLEANUP);
    }

    @Override
    protected void setup(Context context) {
      super.setup(context);
    }

    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      sum(key, values, context);
    }

    @Override
    protected void cleanup(Context context) {
      super.cleanup(context);
    }
  }

  static class R extends Sum {
    R() {
      super(Place.REDUCE_SETUP, Place.REDUCE, Place.REDUCE_CLEANUP);
    }

    @Override
    protected void setup(Context context) {
      super.setup(context);
    }

    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      sum(key, values, context);
    }

    @Override
    protected void cleanup(Context context) {
      super.cleanup(context);
    }
  }

  @TempDir Path folder;

  private MapReduceJob job(int attempts) throws IOException {
    MapReduceJob job = new Jobs(folder).job("failing", "k1 ", "k2 ", "k3 ");
    job.setMapperClass(M.class);
    job.setPartitionerClass(P.class);
    job.setSortComparatorClass(S.class);
    job.setGroupingComparatorClass(G.class);
    job.setCombinerClass(C.class);
    job.setReducerClass(R.class);
    job.setNumReduceTasks(2);
    job.getConfiguration().setInt("mapreduce.map.maxattempts", attempts);
    job.getConfiguration().setInt("mapreduce.reduce.maxattempts", attempts);
    return job;
  }

  @ParameterizedTest
  @EnumSource
  void withoutRetriesTheMessageNamesTheClassAndTheRecord(Place where) throws Exception {
    place = where;
    left.set(1);
    String message = Jobs.fail(job(1));
    assertThat(message)
        .contains("FailureTest$" + where.step + "'", "injected", where.position)
        .contains("attempt 1 of 1");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void withRetriesTheAnswerAndTheCountersAreThoseOfAJobThatNeverFailed(Place where)
      throws Exception {
    place = where;
    left.set(2);
    MapReduceJob job = job(3);
    Jobs.succeed(job);
    Jobs jobs = new Jobs(folder);
    assertThat(jobs.lines("part-r-00000")).isEmpty();
    assertThat(jobs.lines("part-r-00001")).containsExactly("k1\t1", "k2\t1", "k3\t1");
    long failed =
        Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)
            + Jobs.counter(job, JobCounter.NUM_FAILED_REDUCES);
    assertThat(failed).isEqualTo(2);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(3);
    assertThat(job.getCounters().findCounter("test", "maps").getValue()).isEqualTo(3);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void aFailedJobHasTheCountersOfTheTasksThatSucceeded() throws Exception {
    place = Place.REDUCE;
    left.set(1);
    MapReduceJob job = job(1);
    Jobs.fail(job);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(3);
    assertThat(job.getCounters().findCounter("test", "maps").getValue()).isEqualTo(3);
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_REDUCES)).isEqualTo(1);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isZero();
  }

  @Test
  void whatFailedTasksCountedIsNotInTheCountersOfAFailedJob() throws Exception {
    place = Place.MAP_CLEANUP;
    left.set(1);
    MapReduceJob job = job(1);
    Jobs.fail(job);
    assertThat(job.getCounters().findCounter("test", "maps").getValue()).isZero();
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isZero();
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(1);
  }

  static class Swallowing extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context) throws InterruptedException {
      try {
        context.write(line.substring(0, 2), 1);
      } catch (IOException | RuntimeException e) {
        context.setStatus("swallowed");
      }
    }
  }

  @Test
  void aFailureBehindAWriteCannotBeSwallowed() throws Exception {
    place = Place.PARTITION;
    left.set(1);
    MapReduceJob job = job(1);
    job.setMapperClass(Swallowing.class);
    assertThat(Jobs.fail(job)).contains("FailureTest$P.getPartition", "injected");
  }

  @Test
  void faultsOfThePlanStrikeNativeJobsToo() throws Exception {
    place = null;
    for (String point : new String[] {"map.record", "reduce.record", "map.spill.write"}) {
      Path plan = Files.writeString(folder.resolve("plan"), point + " * * 0 1 throw\n");
      MapReduceJob job = job(2);
      job.getConfiguration().set("faults", plan.toString());
      job.setOutputPath(folder.resolve(point).toString());
      Jobs.succeed(job);
      assertThat(Files.readAllLines(folder.resolve(point).resolve("part-r-00001")))
          .containsExactly("k1\t1", "k2\t1", "k3\t1");
      long failed =
          Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)
              + Jobs.counter(job, JobCounter.NUM_FAILED_REDUCES);
      assertThat(failed).as(point).isEqualTo(1);
    }
  }
}
