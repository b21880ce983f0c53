package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written for a shuffle is lost between two actions, as with an executor that dies. */
class LostShuffleTest {
  private static final int MANY = 1000;

  @TempDir Path folder;

  @Test
  void whatIsComputedAgainCountsOnce() {
    RunReport report = run(new Losing(true));
    assertThat(report.ledger().get(Measure.RECOMPUTED_TASKS)).isEqualTo(3);
    RunReport whole = run(new Losing(false));
    assertThat(report.digest()).isEqualTo(whole.digest());
    for (Measure measure :
        List.of(
            Measure.INPUT_RECORDS,
            Measure.MAP_OUTPUT_RECORDS,
            Measure.COMBINE_INPUT_RECORDS,
            Measure.SHUFFLE_RECORDS)) {
      assertThat(report.ledger().get(measure))
          .as(measure.key())
          .isEqualTo(whole.ledger().get(measure));
    }
  }

  private RunReport run(Job job) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(folder.resolve("out").toString(), true);
    return Tandem.run(job, JobArgs.of(job, List.of(), Map.of()), new SparkEngine(), options);
  }

  private record Losing(boolean loses) implements Job {
    @Override
    public String name() {
      return "losing";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      KeyedBag<Long, Long> sums =
          p.read(Numbers.of(3, 300)).keyBy(n -> n % 17).reduceByKey(Long::sum);
      sums.count();
      if (loses) {
        loseShuffles();
      }
      sums.values().write(TextSink.to(args.output()));
    }

    private static void loseShuffles() {
      MapOutputTrackerMaster tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
      for (int id = 0; id < MANY; id++) {
        if (tracker.containsShuffle(id)) {
          tracker.unregisterAllMapAndMergeOutput(id);
        }
      }
    }
  }
}
