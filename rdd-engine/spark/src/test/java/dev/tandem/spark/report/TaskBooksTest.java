package dev.tandem.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import org.junit.jupiter.api.Test;

/** What tasks count arrives once, however often they ran. */
class TaskBooksTest {
  private static final TaskBooks.Counts ALL = (stage, task) -> true;

  private static TaskBooks task(int stage, int partition, long records) {
    TaskBooks books = new TaskBooks();
    books.count(stage, partition, Measure.INPUT_RECORDS, records);
    books.counter(7, partition, books.nextOpening(), "seen").add(records);
    books.fetched(3, partition, records);
    return books;
  }

  @Test
  void theFirstEntryOfAPlaceCounts() {
    TaskBooks driver = new TaskBooks();
    driver.merge(task(1, 0, 10));
    driver.merge(task(1, 1, 20));
    driver.merge(task(1, 0, 999));
    assertThat(driver.sum(Measure.INPUT_RECORDS, ALL)).isEqualTo(30);
    assertThat(driver.counters()).containsExactly(java.util.Map.entry("seen", 30L));
    assertThat(driver.fetched(3)).isEqualTo(30);
    assertThat(driver.partitionsFetched(3)).isEqualTo(2);
    assertThat(driver.partitionsFetched(4)).isZero();
  }

  @Test
  void aPlaceThatIsKnownTakesNoFurtherMeasureOrCounter() {
    TaskBooks driver = new TaskBooks();
    driver.merge(task(1, 0, 10));
    TaskBooks again = new TaskBooks();
    again.count(1, 0, Measure.GROUPS, 5);
    again.counter(7, 0, 0, "other").add(1);
    driver.merge(again);
    assertThat(driver.sum(Measure.GROUPS, ALL)).isZero();
    assertThat(driver.counters()).containsOnlyKeys("seen");
  }

  @Test
  void ofSeveralOpeningsForAPartitionTheGreatestCounts() {
    TaskBooks task = new TaskBooks();
    task.counter(7, 0, task.nextOpening(), "seen").add(4);
    task.counter(7, 0, task.nextOpening(), "seen").add(9);
    task.counter(7, 0, task.nextOpening(), "seen").add(2);
    assertThat(task.counters()).containsExactly(java.util.Map.entry("seen", 9L));
  }

  @Test
  void tasksThatDoNotCountAreLeftOut() {
    TaskBooks driver = new TaskBooks();
    driver.merge(task(1, 0, 10));
    driver.merge(task(2, 0, 20));
    assertThat(driver.sum(Measure.INPUT_RECORDS, (stage, task) -> stage == 2)).isEqualTo(20);
  }

  @Test
  void aCopyIsIndependent() {
    TaskBooks books = task(1, 0, 10);
    TaskBooks copy = books.copy();
    copy.merge(task(1, 1, 20));
    assertThat(books.fetched(3)).isEqualTo(10);
    assertThat(books.sum(Measure.INPUT_RECORDS, ALL)).isEqualTo(10);
    copy.reset();
    assertThat(copy.isZero()).isTrue();
    assertThat(books.isZero()).isFalse();
  }

  /** Takes minutes where each merge looks at everything that is there. */
  @Test
  void theBooksOfManyTasksAreMerged() {
    TaskBooks driver = new TaskBooks();
    int tasks = 100_000;
    for (int partition = 0; partition < tasks; partition++) {
      driver.merge(task(1, partition, 1));
    }
    assertThat(driver.counters()).containsEntry("seen", (long) tasks);
  }
}
