package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tandem.contract.engine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The contract is worth something only if a broken engine fails it: three engines with a bug each,
 * run through the whole of it.
 */
class EngineContractTest {
  /** Not found by the build: its tests are meant to fail. */
  abstract static class Seeded extends EngineContract {
    @Override
    public boolean streams() {
      return false;
    }

    @Override
    public int pipelines() {
      return 10;
    }
  }

  static final class DroppedSpill extends Seeded {
    @Override
    protected Engine engine() {
      return SeededBugs.droppedSpill();
    }
  }

  static final class RetryCountedTwice extends Seeded {
    @Override
    protected Engine engine() {
      return SeededBugs.retryCountedTwice();
    }
  }

  static final class SwappedPartitions extends Seeded {
    @Override
    protected Engine engine() {
      return SeededBugs.swappedPartitions();
    }
  }

  private static List<String> failures(Class<?> contract) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTestsStartedCount()).as("tests of the contract").isGreaterThan(150);
    List<String> failures =
        summary.getFailures().stream()
            .map(failure -> failure.getTestIdentifier().getDisplayName())
            .toList();
    assertThat(failures)
        .as("what has nothing to do with the bug")
        .doesNotContain(
            "mapGivesOneRecordForEachRecord()",
            "unionKeepsDuplicates()",
            "valuesOfAGroupCanBeSorted()",
            "anExistingOutputIsRefusedUntouchedBeforeAnyTask()");
    return failures;
  }

  @Test
  void aDroppedSpillIsCaught() {
    assertThat(failures(DroppedSpill.class))
        .contains("distinctOfMoreThanFitsInMemory()", "groupingMoreThanFitsInMemory()");
  }

  @Test
  void aRetryThatCountsTwiceIsCaught() {
    assertThat(failures(RetryCountedTwice.class)).contains("aCounterCountsOnceInSpiteOfRetries()");
  }

  @Test
  void swappedPartitionsAreCaught() {
    assertThat(failures(SwappedPartitions.class))
        .contains("hashesOfTheJdkDecide()", "randomPipelinesGiveTheAnswerOfTheReference()");
  }
}
