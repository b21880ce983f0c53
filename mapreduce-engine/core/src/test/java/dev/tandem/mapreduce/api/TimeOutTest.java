package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mapper that takes longer than the time-out lives as long as it says that it gets on. */
@Timeout(300)
class TimeOutTest {
  private static final long MILLIS = 2_000;

  @TempDir Path folder;

  /** Takes longer for its one record than the time-out allows, and says so all the while. */
  static class Patient extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * MILLIS);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        context.progress();
      }
      context.write(line, 1);
    }
  }

  /** Says nothing, for ever. */
  static class Silent extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  private MapReduceJob job(Class<? extends Mapper<?, ?, ?, ?>> mapper, int attempts)
      throws IOException {
    MapReduceJob job = new Jobs(folder).job(mapper.getSimpleName(), "a");
    job.setMapperClass(mapper);
    job.setNumReduceTasks(0);
    job.getConfiguration().setInt("mapreduce.task.timeout", (int) MILLIS);
    job.getConfiguration().setInt("mapreduce.map.maxattempts", attempts);
    return job;
  }

  @Test
  void whoSaysThatItGetsOnLivesLongerThanTheTimeOut() throws Exception {
    Jobs.succeed(job(Patient.class, 2));
    assertThat(new Jobs(folder).lines()).containsExactly("a\t1");
  }

  @Test
  void whoDoesNotSayDoesNot() throws Exception {
    assertThat(Jobs.fail(job(Silent.class, 1))).contains("no progress for " + MILLIS + " ms");
  }
}
