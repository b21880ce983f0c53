package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pair;
import org.junit.jupiter.api.Test;

/** What a program can read of its own run. */
class ReportTest extends ApiTest {
  private static RunReport counted(RddContext context) {
    context
        .parallelize(upTo(1000), 2)
        .mapToPair(x -> new Pair<>("key " + x % 10, x))
        .reduceByKey(Integer::sum, 3)
        .count();
    return context.report();
  }

  @Test
  void aProgramSeesWhatItsShuffleCostsInMemoryAndInFiles() {
    RunReport memory = counted(sc);
    assertThat(memory.status()).isEqualTo(RunReport.Status.RUNNING);
    assertThat(memory.get(Measure.SHUFFLE_RECORDS)).isEqualTo(20);
    assertThat(memory.get(Measure.SHUFFLE_BYTES)).isZero();
    assertThat(memory.get(Measure.SHUFFLE_HEAP_BYTES)).isPositive();
    assertThat(memory.units()).hasSize(2);
    try (RddContext files =
        Contexts.open(folder, options -> options.withConf("shuffle", "files"))) {
      RunReport report = counted(files);
      assertThat(report.get(Measure.SHUFFLE_RECORDS)).isEqualTo(20);
      assertThat(report.get(Measure.SHUFFLE_BYTES)).isPositive();
      assertThat(report.get(Measure.SHUFFLE_HEAP_BYTES)).isZero();
      files.close();
      assertThat(files.report().status()).isEqualTo(RunReport.Status.SUCCEEDED);
    }
  }
}
