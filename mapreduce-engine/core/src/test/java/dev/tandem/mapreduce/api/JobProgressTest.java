package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunListener;
import org.junit.jupiter.api.Test;

/** What a job tells of its progress. */
class JobProgressTest {
  private final JobProgress progress = new JobProgress(new RunListener() {});

  @Test
  void mapTasksThatRunAgainDoNotEndTheMapPhase() {
    String map = "round 1 map: job";
    progress.unitStarted(map, 4);
    progress.taskFinished(map, 0, 0);
    progress.unitStarted(map + " (again)", 1);
    progress.taskFinished(map + " (again)", 0, 0);
    progress.unitFinished(map + " (again)");
    assertThat(progress.ofMaps()).isEqualTo(0.25f);
    progress.unitFinished(map);
    assertThat(progress.ofMaps()).isEqualTo(1);
  }
}
