package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that has ended tells of its counters. */
class JobRunTest {
  @TempDir Path scratch;

  private static Job job(Counters counters) throws IOException {
    return new Ended(counters);
  }

  /** A job that has ended. */
  private static final class Ended extends Job {
    private final Counters counters;

    @SuppressWarnings("deprecation") // the only constructor for those who extend it
    Ended(Counters counters) throws IOException {
      super(new Configuration(false));
      this.counters = counters;
    }

    @Override
    public Counters getCounters() {
      return counters;
    }
  }

  @Test
  void aJobThatTheClusterHasForgottenHasNoCountersAndThatIsSaid() throws Exception {
    RunOptions options = RunOptions.defaults().withScratch(scratch.toString());
    try (Cluster cluster = new Cluster("job", "hadoop", options)) {
      JobRun run = new JobRun(cluster, null, null, new Configuration(false), null);
      run.count("round 1: a", job(null));
      run.count("round 2: b", job(new Counters()));
      assertThat(run.counters()).containsOnlyKeys("round 2: b");
      assertThat(run.counters().get("round 2: b").get(TaskCounter.class.getName()))
          .containsEntry("MAP_INPUT_RECORDS", 0L);
      assertThat(cluster.log().warnings())
          .singleElement()
          .asString()
          .startsWith("round 1: a: Hadoop has forgotten the counters");
    }
  }
}
