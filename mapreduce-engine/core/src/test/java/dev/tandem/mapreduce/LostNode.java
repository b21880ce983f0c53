package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the loss of one node costs. */
public final class LostNode {
  private static volatile CountDownLatch atWork = new CountDownLatch(0);

  private LostNode() {}

  /**
   * From here on the first tasks that {@link #meet} wait for each other. A task holds its slot
   * meanwhile: with two slots each of them runs one.
   */
  static void letTwoMeet() {
    atWork = new CountDownLatch(2);
  }

  /** To be called for each record. */
  static void meet() throws InterruptedException {
    atWork.countDown();
    assertThat(atWork.await(5, TimeUnit.MINUTES)).as("another task").isTrue();
  }

  /** The tasks of the first map phase whose output lay on the node that was lost. */
  public static long maps(RunReport report) {
    int lost =
        report.warnings().stream()
            .filter(line -> line.endsWith("was lost"))
            .map(line -> Integer.valueOf(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    Map<Integer, Integer> nodes = new TreeMap<>();
    report.units().stream()
        .filter(unit -> unit.name().startsWith("round 1 map") && !unit.name().endsWith("(again)"))
        .flatMap(unit -> unit.tasks().stream())
        .filter(TaskReport::succeeded)
        .forEach(task -> nodes.put(task.task(), task.node()));
    return nodes.values().stream().filter(node -> node == lost).count();
  }
}
