package dev.tandem.mapreduce.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.runs.Fingerprint;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.mapreduce.shuffle.Prints;
import dev.tandem.mapreduce.shuffle.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a map task that runs again, whichever reduce task asks when. */
class MapOutputsTest {
  @TempDir Path folder;
  private Cluster cluster;
  private MapOutputs outputs;

  @BeforeEach
  void open() {
    cluster = new Cluster("test", "none", RunOptions.defaults().withScratch(folder.toString()));
    outputs = new MapOutputs(cluster, "round 1 map", 1, false, lost -> {});
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /** The map task has left so many records in each partition. */
  private void put(long left, long... records) {
    put(new Prints(Fingerprint.UNKNOWN, left), records);
  }

  private void put(Prints prints, long... records) {
    List<Segment> segments = new ArrayList<>();
    for (long count : records) {
      segments.add(new Segment(Segment.FIRST, 1, count, 1, 1));
    }
    outputs.put(0, cluster.nodes().get(0), new Run("nowhere", segments, 0), prints);
  }

  @Test
  void aReduceTaskThatBeganWithOtherRecordsBeginsAgain() {
    put(7, 10);
    int seen = outputs.version();
    put(8, 10);
    assertThatThrownBy(() -> outputs.confirm(seen))
        .isInstanceOf(StorageFailure.class)
        .hasMessageContaining("left other records");
    assertThatCode(() -> outputs.confirm(outputs.version())).doesNotThrowAnyException();
  }

  @Test
  void theSameRecordsAreNoReasonToBeginAgain() {
    put(7, 10);
    int seen = outputs.version();
    put(7, 10);
    assertThatCode(() -> outputs.confirm(seen)).doesNotThrowAnyException();
    assertThatCode(() -> put(7, 10)).doesNotThrowAnyException();
  }

  /** A run after which nothing is known lies between the two that differ. */
  @Test
  void whatIsKnownOfARunStaysKnown() {
    put(7, 10);
    put(Prints.NONE, 10);
    int seen = outputs.version();
    put(8, 10);
    assertThat(outputs.version()).isNotEqualTo(seen);
    put(new Prints(5, 8), 10);
    put(new Prints(Fingerprint.UNKNOWN, 8), 10);
    seen = outputs.version();
    put(new Prints(6, 8), 10);
    assertThat(outputs.version()).isNotEqualTo(seen);
    seen = outputs.version();
    put(new Prints(6, Fingerprint.UNKNOWN), 10);
    put(new Prints(Fingerprint.UNKNOWN, 8), 10);
    assertThat(outputs.version()).as("the same as ever").isEqualTo(seen);
  }

  /** What was known of a run that another one has replaced is not held against a third one. */
  @Test
  void whatIsKnownOfAReplacedRunIsForgotten() {
    put(new Prints(5, 7), 10);
    put(new Prints(6, Fingerprint.UNKNOWN), 10);
    int seen = outputs.version();
    put(new Prints(6, 8), 10);
    assertThat(outputs.version()).isEqualTo(seen);
  }

  @Test
  void otherRecordsAfterAReduceTaskHasEndedFailTheRun() {
    put(7, 10);
    outputs.confirm(outputs.version());
    assertThatThrownBy(() -> put(8, 10))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("round 1 map, task 0: it was run again and left other records");
  }

  /** Partition by partition: what is more in one may not pay for what is less in another. */
  @Test
  void theBooksAreAllowedWhatItsRunsExplainAndNoMore() {
    put(7, 10, 10);
    assertThat(outputs.fewer()).isZero();
    assertThat(outputs.more()).isZero();
    put(8, 12, 9);
    assertThat(outputs.fewer()).isEqualTo(-1);
    assertThat(outputs.more()).isEqualTo(2);
    put(9, 10, 7);
    assertThat(outputs.fewer()).as("against the first one again").isEqualTo(-4);
    assertThat(outputs.more()).isEqualTo(2);
  }
}
