package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Bag;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written for a shuffle is lost between two actions, as with an executor that dies. */
class LostShuffleTest {
  private static final int MANY = 1000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsComputedAgainCountsOnce(boolean combines) {
    RunReport report = run(new Losing(combines, true));
    assertThat(report.ledger().get(Measure.RECOMPUTED_TASKS)).isEqualTo(3);
    RunReport whole = run(new Losing(combines, false));
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

  private record Losing(boolean combines, boolean loses) implements Job {
    @Override
    public String name() {
      return "losing";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      KeyedBag<Long, Long> numbers = p.read(Numbers.of(3, 300)).keyBy(n -> n % 17);
      Bag<Long> sums =
          combines
              ? numbers.reduceByKey(Long::sum).values()
              : numbers
                  .groupByKey()
                  .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(out::emit));
      sums.count();
      if (loses) {
        loseShuffles();
      }
      sums.write(TextSink.to(args.output()));
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
