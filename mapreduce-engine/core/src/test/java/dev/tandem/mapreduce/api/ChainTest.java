package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.api.lib.ChainMapper;
import dev.tandem.mapreduce.api.lib.ChainReducer;
import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.InverseMapper;
import dev.tandem.mapreduce.api.lib.TokenCounterMapper;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several mappers in one task, some of which own their loop. */
@Timeout(120)
class ChainTest {
  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(
            thread -> thread.getName().endsWith("Pairs") || thread.getName().endsWith("Stuck"));
  }

  private Jobs jobs() {
    return new Jobs(folder);
  }

  /** Tokens, mapped by several mappers. */
  @SafeVarargs
  private MapReduceJob job(String line, Class<? extends Mapper<?, ?, ?, ?>>... mappers)
      throws IOException {
    MapReduceJob job = jobs().job("chain", line);
    ChainMapper.addMapper(job, TokenCounterMapper.class);
    for (Class<? extends Mapper<?, ?, ?, ?>> mapper : mappers) {
      ChainMapper.addMapper(job, mapper);
    }
    return job;
  }

  static class Twice extends Mapper<String, Integer, String, Integer> {
    @Override
    protected void setup(Context context) {
      CALLS.add("setup");
    }

    @Override
    protected void map(String key, Integer value, Context context)
        throws IOException, InterruptedException {
      context.write(key, 2 * value);
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
      CALLS.add("cleanup");
      context.write("end", 1);
    }
  }

  @Test
  void mappersInAChainOnBothSides() throws Exception {
    MapReduceJob job = job("a b a", Twice.class);
    ChainReducer.setReducer(job, IntSumReducer.class);
    ChainReducer.addMapper(job, Twice.class);
    ChainReducer.addMapper(job, InverseMapper.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("8\ta", "4\tb", "2\tend", "1\tend");
    assertThat(CALLS).containsExactly("setup", "cleanup", "setup", "cleanup");
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(4);
  }

  /** Joins two records to one; the last one may be alone. */
  static class Pairs extends Mapper<String, Integer, String, Integer> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      CALLS.add("pairs");
      try {
        while (context.nextKeyValue()) {
          String left = context.getCurrentKey();
          CALLS.add("read " + left);
          boolean more = context.nextKeyValue();
          context.write(more ? left + context.getCurrentKey() : left, 1);
        }
      } catch (InterruptedException e) {
        CALLS.add("interrupted");
        throw e;
      } finally {
        CALLS.add("paired");
      }
    }
  }

  @Test
  void anyMapperOfAChainMayOwnItsLoop() throws Exception {
    MapReduceJob job = job("a b c d e f g", Pairs.class, Twice.class, Pairs.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("abcd\t1", "efg\t1", "end\t1");
    assertThat(CALLS).startsWith("pairs", "setup", "pairs", "read a").doesNotContain("interrupted");
  }

  @Test
  void alsoBehindTheReducer() throws Exception {
    MapReduceJob job = job("c a b");
    ChainReducer.setReducer(job, IntSumReducer.class);
    ChainReducer.addMapper(job, Pairs.class);
    ChainReducer.addMapper(job, Pairs.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("abc\t1");
  }

  static class Logs extends Mapper<String, Integer, String, Integer> {
    @Override
    protected void map(String key, Integer value, Context context)
        throws IOException, InterruptedException {
      CALLS.add("before " + key);
      context.write(key, value);
      CALLS.add("after " + key);
    }
  }

  @Test
  void noMoreThanOneRecordIsBetweenTwoMappers() throws Exception {
    Jobs.succeed(job("a b c", Logs.class, Pairs.class));
    assertThat(CALLS)
        .containsExactly(
            "pairs",
            "before a",
            "read a",
            "after a",
            "before b",
            "after b",
            "before c",
            "read c",
            "after c",
            "paired");
  }

  static class FailsOnB extends Mapper<String, Integer, String, Integer> {
    @Override
    protected void map(String key, Integer value, Context context)
        throws IOException, InterruptedException {
      if (key.equals("b")) {
        throw new IllegalStateException("no b");
      }
      context.write(key, value);
    }
  }

  static class PairsOfFailing extends Pairs {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      super.run(context);
      throw new IllegalStateException("no end");
    }
  }

  static class FailingCleanup extends Mapper<String, Integer, String, Integer> {
    @Override
    protected void cleanup(Context context) {
      CALLS.add("cleanup");
      throw new IllegalStateException("no cleanup");
    }
  }

  @Test
  void aFailureInAChainNamesItsMapper() throws Exception {
    assertThat(Jobs.fail(job("a b", FailsOnB.class)))
        .contains("FailsOnB.map", "no b", "line 1 (byte 0)");
    assertThat(Jobs.fail(job("a b", Pairs.class, PairsOfFailing.class)))
        .contains("PairsOfFailing.run", "no end");
  }

  static class FailsOnSecond extends Pairs {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      context.nextKeyValue();
      context.nextKeyValue();
      throw new IllegalStateException("no " + context.getCurrentKey());
    }
  }

  @Test
  void aFailureOfALoopIsThatOfTheRecordThatWasWritten() throws Exception {
    MapReduceJob job = jobs().job("chain", "a", "b", "c");
    ChainMapper.addMapper(job, TokenCounterMapper.class);
    ChainMapper.addMapper(job, FailsOnSecond.class);
    assertThat(Jobs.fail(job)).contains("FailsOnSecond.run", "no b", "line 2 (byte 2)");
  }

  @Test
  void theFirstFailureIsToldWhateverCleaningUpDoes() throws Exception {
    MapReduceJob job = job("a b", FailsOnB.class, FailingCleanup.class, Pairs.class);
    job.setMaxMapAttempts(1);
    assertThat(Jobs.fail(job)).contains("FailsOnB.map", "no b").doesNotContain("no cleanup");
    assertThat(CALLS).containsExactly("pairs", "read a", "cleanup", "interrupted", "paired");
  }

  @Test
  void aFailureToCleanUpFailsTheTask() throws Exception {
    assertThat(Jobs.fail(job("a", FailingCleanup.class, Pairs.class)))
        .contains("FailingCleanup.cleanup", "no cleanup");
  }

  static class FailsThenFailsToCleanUp extends FailingCleanup {
    @Override
    protected void map(String key, Integer value, Context context) {
      throw new IllegalStateException("no map");
    }
  }

  @Test
  void aFailureToCleanUpDoesNotHideThatOfTheOnlyMapper() throws Exception {
    MapReduceJob job = jobs().job("alone", "a");
    job.setMapperClass(FailsThenFailsToCleanUp.class);
    job.setInputFormatClass(dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat.class);
    assertThat(Jobs.fail(job)).contains("FailsThenFailsToCleanUp.map").doesNotContain("cleanup");
  }

  static class OnlyTwo extends Pairs {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      for (int i = 0; i < 2 && context.nextKeyValue(); i++) {
        context.write(context.getCurrentKey(), 1);
      }
    }
  }

  @Test
  void whatALoopDoesNotReadIsDropped() throws Exception {
    Jobs.succeed(job("a b c d", OnlyTwo.class));
    assertThat(jobs().lines()).containsExactly("a\t1", "b\t1");
  }

  /** Waits for something that never comes. */
  static class Stuck extends Mapper<String, Integer, String, Integer> {
    private static volatile CountDownLatch reached;

    @Override
    public void run(Context context) throws IOException, InterruptedException {
      context.nextKeyValue();
      reached.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void aLoopThatIsStuckIsInterruptedWithItsTask() throws Exception {
    Stuck.reached = new CountDownLatch(1);
    MapReduceJob job = job("a b", Stuck.class);
    job.submit();
    Stuck.reached.await();
    job.killJob();
    assertThat(job.waitForCompletion(false)).isFalse();
    assertThat(job.getJobState()).isEqualTo(JobStatus.State.KILLED);
  }

  @Test
  void eachAttemptHasLoopsOfItsOwn() throws Exception {
    Once.LEFT.set(1);
    MapReduceJob job = job("a b c", Once.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).isEqualTo(List.of("ab\t1", "c\t1"));
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(1);
  }

  static class Once extends Pairs {
    private static final AtomicInteger LEFT = new AtomicInteger();

    @Override
    public void run(Context context) throws IOException, InterruptedException {
      super.run(context);
      if (LEFT.getAndDecrement() > 0) {
        throw new IllegalStateException("once");
      }
    }
  }
}
