package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.testkit.EngineContract;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a local context that all its rules share. */
class SparkEngineTest extends EngineContract {
  private static JavaSparkContext shared;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    shared = new JavaSparkContext(LocalSpark.conf("local[2,4]"));
  }

  @AfterAll
  static void stopSpark() {
    shared.stop();
  }

  @Override
  protected Engine engine() {
    return new SparkEngine();
  }

  /** Each of them is several jobs of Spark; the other engines try a hundred. */
  @Override
  public int pipelines() {
    return 30;
  }

  /**
   * The only rule that does not hold here as it stands: it wants every measure, and five of them
   * nobody can see on Spark. They must be missing, not zero; the laws hold all the same.
   */
  @Override
  @Test
  public void theLedgerKeepsItsLaws() {
    RunReport report = LedgerProbe.run(new SparkEngine(), folder);
    Ledger books = new Ledger();
    report.ledger().forEach(books::add);
    assertThat(books.check()).isEmpty();
    assertThat(EnumSet.complementOf(EnumSet.copyOf(report.ledger().keySet())))
        .containsExactly(
            Measure.SPILLED_RECORDS,
            Measure.CACHED_PARTITIONS,
            Measure.CACHED_BYTES,
            Measure.CACHE_HITS,
            Measure.EVICTED_PARTITIONS);
  }
}
