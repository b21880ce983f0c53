package dev.tandem.rdd.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.fault.ChildRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times the budget through each operator, in 32 MB of heap. */
class SmallHeapTest {
  /**
   * What is not in the budget, whatever it is: two megabytes of classes and call sites that the
   * first jobs make; samples for a sort, of which each task that runs has one and the driver one;
   * buffers of files; and the old array of what just grows.
   */
  private static final long ALLOWANCE = 9 << 20;

  /** Megabytes beside the heap: compiled code, classes, stacks, the collector's own. */
  private static final long NATIVE = 48;

  private static final String PEAK = "peak of the live heap = ";

  @TempDir Path folder;

  @Test
  void eachOperatorEndsInASmallHeap() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("32m", SmallHeap.class, folder.resolve("log"), folder.toString());
    assertThat(ended.exit()).as(ended.text()).isZero();
    List<String> lines = ended.text().lines().toList();
    int all = SmallHeap.RECORDS;
    assertThat(lines)
        .contains(
            "aggregate = " + all + "; spilled true",
            "group = " + all + "; spilled true",
            "groupOneKey = " + all + "; spilled true",
            "join = " + all + "; spilled true",
            "joinOneKeyRight = " + 8L * all + "; spilled true",
            "keep = " + all + "; spilled false",
            "reduceOneKey = 1; spilled false",
            "sort = " + all + "; spilled true");
    assertThat(lines)
        .as("one side of one key is held, and says so")
        .anyMatch(
            line ->
                line.startsWith("joinOneKeyLeft = job joinOneKeyLeft: key 'a key of some length 0'")
                    && line.contains("has too many values to be held")
                    && line.contains("attempt 1 of"));
    assertThat(ended.text()).doesNotContain("OutOfMemoryError");
    assertThat(peak(lines)).isBetween(SmallHeap.BUDGET / 2, SmallHeap.BUDGET + ALLOWANCE);
    assertThat(resident(lines)).isLessThan(32 + NATIVE);
    System.out.println(lines.get(lines.size() - 1));
  }

  /**
   * An engine that took twice its budget would get by with the allowance above, but not here. The
   * old array of what just grows is as large as a part of the budget.
   */
  @Test
  void besideALargeBudgetLittleIsNotInIt() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("160m", SmallHeap.class, folder.resolve("log"), folder.toString(), "large");
    assertThat(ended.exit()).as(ended.text()).isZero();
    List<String> lines = ended.text().lines().toList();
    int all = SmallHeap.MANY_RECORDS;
    assertThat(lines)
        .contains(
            "aggregate = " + all + "; spilled true",
            "group = " + all + "; spilled true",
            "sort = " + all + "; spilled true");
    long budget = SmallHeap.LARGE_BUDGET;
    assertThat(peak(lines)).isBetween(budget / 2, budget + budget / 4 + ALLOWANCE);
    assertThat(resident(lines)).isLessThan(160 + NATIVE);
    System.out.println(lines.get(lines.size() - 1));
  }

  @Test
  void groupsOfKeyedVerbsComeFromFilesInASmallHeap() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("32m", SmallHeapGroups.class, folder.resolve("log"), folder.toString());
    assertThat(ended.exit()).as(ended.text()).isZero();
    int all = SmallHeap.RECORDS;
    assertThat(ended.text().lines())
        .contains(
            "cogroupOneKey = " + 2 * all,
            "groupManyKeys = " + 2 * all,
            "groupOneKey = " + 2 * all,
            "joinOneKeyLeft = " + 8L * all,
            "joinOneKeyRight = " + 8L * all,
            "partitionBy = " + all,
            "reduceByKey = " + all,
            "sortByKey = " + all,
            "subtractByKey = " + all / 2);
  }

  /** Megabytes; 0 where the system does not tell. */
  private static long resident(List<String> lines) {
    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith("peak resident less baseline: ");
    return Long.parseLong(last.replaceAll("^\\D*(-?\\d+) MB.*", "$1"));
  }

  private static long peak(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.substring(PEAK.length())))
        .findFirst()
        .orElseThrow();
  }
}
