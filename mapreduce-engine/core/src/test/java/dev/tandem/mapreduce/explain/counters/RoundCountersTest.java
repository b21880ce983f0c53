package dev.tandem.mapreduce.explain.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundCountersTest {
  private static UnitReport unit(String name, long failed, TaskReport... tasks) {
    return new UnitReport(name, 0, 100, List.of(tasks), Map.of(Measure.FAILED_ATTEMPTS, failed));
  }

  private static TaskReport task(int number, int attempt, long millis, boolean succeeded) {
    return new TaskReport(number, attempt, 0, 0, 10, 10 + millis, succeeded);
  }

  @Test
  void areHadoopsTwiceTwentySeven() {
    assertThat(TaskCounter.values()).hasSize(27);
    assertThat(JobCounter.values()).hasSize(27);
    assertThat(TaskCounter.SPILLED_RECORDS.label()).isEqualTo("Spilled Records");
    assertThat(JobCounter.TOTAL_LAUNCHED_MAPS.label()).isEqualTo("Launched map tasks");
  }

  @Test
  void attemptsOfTheRoundAreCounted() {
    List<UnitReport> units =
        List.of(
            unit("round 1 map: a", 1, task(0, 0, 5, false), task(0, 1, 7, true)),
            unit("round 1 reduce: a", 0, task(0, 0, 3, false), task(0, 1, 2, true)),
            unit("round 1 map: a (again)", 0, task(0, 0, 4, true)),
            unit("round 11 map: b", 9, task(0, 0, 1000, true)),
            unit("round 1 sample: a", 0, task(0, 0, 1000, true)));
    RoundCounters counters =
        RoundCounters.of(1, "a", new TaskCounters(), false, List.of(-1), units, 10);
    assertThat(counters.job())
        .isEqualTo(
            Map.ofEntries(
                Map.entry(JobCounter.NUM_FAILED_MAPS, 1L),
                Map.entry(JobCounter.NUM_KILLED_REDUCES, 1L),
                Map.entry(JobCounter.TOTAL_LAUNCHED_MAPS, 3L),
                Map.entry(JobCounter.TOTAL_LAUNCHED_REDUCES, 2L),
                Map.entry(JobCounter.OTHER_LOCAL_MAPS, 3L),
                Map.entry(JobCounter.SLOTS_MILLIS_MAPS, 16L),
                Map.entry(JobCounter.SLOTS_MILLIS_REDUCES, 5L),
                Map.entry(JobCounter.MILLIS_MAPS, 16L),
                Map.entry(JobCounter.MILLIS_REDUCES, 5L),
                Map.entry(JobCounter.VCORES_MILLIS_MAPS, 16L),
                Map.entry(JobCounter.VCORES_MILLIS_REDUCES, 5L),
                Map.entry(JobCounter.MB_MILLIS_MAPS, 160L),
                Map.entry(JobCounter.MB_MILLIS_REDUCES, 50L)));
  }

  @Test
  void attemptsAreLocalWhereTheirDataWasWritten() {
    TaskReport here = new TaskReport(0, 0, 2, 0, 0, 1, false);
    TaskReport there = new TaskReport(0, 1, 1, 0, 0, 1, true);
    List<UnitReport> units =
        List.of(unit("round 1 map: a", 1, here, there, task(1, 0, 0, true), task(2, 0, 0, true)));
    RoundCounters counters =
        RoundCounters.of(1, "a", new TaskCounters(), false, List.of(2, -1, 0), units, 10);
    assertThat(counters.get(JobCounter.DATA_LOCAL_MAPS)).isEqualTo(2);
    assertThat(counters.get(JobCounter.RACK_LOCAL_MAPS)).isEqualTo(1);
    assertThat(counters.get(JobCounter.OTHER_LOCAL_MAPS)).isEqualTo(1);
  }

  @Test
  void peaksAreNotAddedUp() {
    TaskCounters all = new TaskCounters();
    for (long amount : new long[] {5, 9, 7}) {
      TaskCounters one = new TaskCounters();
      one.add(TaskCounter.MAP_PHYSICAL_MEMORY_BYTES_MAX, amount);
      one.add(TaskCounter.SPILLED_RECORDS, amount);
      all.add(one);
    }
    assertThat(all.get(TaskCounter.MAP_PHYSICAL_MEMORY_BYTES_MAX)).isEqualTo(9);
    assertThat(all.get(TaskCounter.SPILLED_RECORDS)).isEqualTo(21);
    assertThat(all.get(TaskCounter.GC_TIME_MILLIS)).isZero();
    assertThat(all.toMap()).doesNotContainKey(TaskCounter.GC_TIME_MILLIS);
  }

  @Test
  void fetchesThatFailedAreShuffleErrors() {
    TaskCounters tasks = new TaskCounters();
    tasks.add(TaskCounter.FAILED_SHUFFLE, 2);
    RoundCounters counters = RoundCounters.of(1, "a", tasks, false, List.of(), List.of(), 1);
    assertThat(counters.byGroup().get("Shuffle Errors"))
        .hasSize(6)
        .containsEntry("IO_ERROR", 2L)
        .containsEntry("WRONG_MAP", 0L);
  }

  @Test
  void printsAsHadoopDoesTimesOfZeroToo() {
    TaskCounters tasks = new TaskCounters();
    tasks.add(TaskCounter.SPILLED_RECORDS, 6);
    tasks.add(TaskCounter.MAP_INPUT_RECORDS, 2);
    RoundCounters counters =
        RoundCounters.of(
            1,
            "a",
            tasks,
            false,
            List.of(-1),
            List.of(unit("round 1 map: a", 0, task(0, 0, 0, true))),
            1);
    assertThat(counters)
        .hasToString(
            "Counters: 8\n\tJob Counters \n\t\tLaunched map tasks=1\n"
                + "\t\tOther local map tasks=1\n"
                + "\t\tTotal time spent by all maps in occupied slots (ms)=0\n"
                + "\t\tTotal time spent by all map tasks (ms)=0\n"
                + "\t\tTotal vcore-milliseconds taken by all map tasks=0\n"
                + "\t\tTotal megabyte-milliseconds taken by all map tasks=0\n"
                + "\tMap-Reduce Framework\n"
                + "\t\tMap input records=2\n\t\tSpilled Records=6\n");
    assertThat(counters.get(JobCounter.TOTAL_LAUNCHED_MAPS)).isEqualTo(1);
    assertThat(counters.get(TaskCounter.SPILLED_RECORDS)).isEqualTo(6);
  }
}
