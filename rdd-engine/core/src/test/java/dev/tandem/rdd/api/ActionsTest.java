package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.contract.flow.Pair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionsTest extends ApiTest {
  @Test
  void whatIsTakenInOrderComesAsSortByKeyOrders() {
    String beyond = "\uD83D\uDE00";
    String within = "\uFF5E";
    assertThat(beyond).as("UTF-16").isLessThan(within);
    Rdd<String> texts = sc.parallelize(List.of(beyond, within, "a"), 2);
    List<String> sorted = texts.mapToPair(x -> new Pair<>(x, 1)).sortByKey().keys().collect();
    assertThat(sorted).containsExactly("a", within, beyond);
    assertThat(texts.takeOrdered(3)).isEqualTo(sorted);
    assertThat(texts.top(1)).containsExactly(beyond);
  }

  @Test
  void theZeroOfFoldIsAppliedOncePerPartitionAndOnceMore() {
    assertThat(sc.parallelize(upTo(10), 4).fold(1, Integer::sum)).isEqualTo(45 + 4 + 1);
    assertThat(sc.<Integer>emptyRDD().fold(7, Integer::sum)).isEqualTo(7);
  }

  @Test
  void theZeroOfAnAggregateMayBeChanged() {
    List<Integer> all =
        sc.parallelize(upTo(10), 3)
            .aggregate(
                new ArrayList<Integer>(),
                (list, x) -> {
                  list.add(x);
                  return list;
                },
                (left, right) -> {
                  left.addAll(right);
                  return left;
                });
    assertThat(all).isEqualTo(upTo(10));
  }

  @Test
  void treesMergeBeforeTheDriverDoes() {
    Rdd<Integer> rdd = sc.parallelize(upTo(1000), 16);
    assertThat(rdd.treeAggregate(0, Integer::sum, Integer::sum)).isEqualTo(499_500);
    assertThat(tasks()).containsExactly(16, 4);
    assertThat(rdd.treeReduce(Math::max, 3)).isEqualTo(999);
    assertThat(tasks()).containsExactly(16, 4, 16, 5);
    Rdd<Integer> none = rdd.filter(x -> false);
    assertThatThrownBy(() -> none.treeReduce(Math::max))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rdd.treeReduce(Math::max, 0)).hasMessageContaining("Depth");
  }

  @Test
  void anIteratorRunsAJobForEachPartitionThatIsRead() {
    Iterator<Integer> records = sc.parallelize(upTo(9), 3).toLocalIterator();
    assertThat(tasks()).isEmpty();
    assertThat(records.next()).isZero();
    assertThat(tasks()).containsExactly(1);
    List<Integer> rest = new ArrayList<>();
    records.forEachRemaining(rest::add);
    assertThat(rest).isEqualTo(upTo(9).subList(1, 9));
    assertThat(tasks()).containsExactly(1, 1, 1);
  }

  @Test
  void onlyThePartitionsThatAreAskedForAreComputed() {
    assertThat(sc.parallelize(upTo(9), 3).collectPartitions(new int[] {2, 0}))
        .containsExactly(List.of(6, 7, 8), List.of(0, 1, 2));
    assertThat(tasks()).containsExactly(2);
  }

  @Test
  void valuesAreCounted() {
    assertThat(sc.parallelize(List.of("a", "b", "a"), 2).countByValue())
        .containsOnly(entry("a", 2L), entry("b", 1L));
    assertThat(tasks()).containsExactly(2, 2);
  }

  @Test
  void anActionInsideAFunctionIsRefused() {
    Rdd<Integer> inner = sc.parallelize(upTo(3), 1);
    Rdd<Long> counts = sc.parallelize(upTo(3), 1).map(x -> inner.count());
    assertThatThrownBy(counts::collect).hasMessageContaining("can only be invoked by the driver");
    Rdd<Long> mapped = sc.parallelize(upTo(3), 1).map(x -> (long) inner.map(y -> y).id());
    assertThatThrownBy(mapped::collect).hasMessageContaining("can only be invoked by the driver");
  }

  @Test
  void aFailureNamesActionPartitionAndRecord() {
    assertThatThrownBy(
            () ->
                sc.parallelize(upTo(6), 3)
                    .foreach(
                        x -> {
                          if (x == 4) {
                            throw new IllegalArgumentException("four");
                          }
                        }))
        .hasMessageContaining("foreach")
        .hasMessageContaining("task 2")
        .hasMessageContaining("element 4 of the list, counted from 0")
        .hasMessageContaining("four");
  }
}
