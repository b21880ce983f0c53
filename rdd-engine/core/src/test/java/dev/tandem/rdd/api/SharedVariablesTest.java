package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SharedVariablesTest extends ApiTest {
  private static final Semaphore TWIN = new Semaphore(0);
  private static final Queue<Integer> ADDED = new ConcurrentLinkedQueue<>();

  /** What tasks have done, by what they have chosen as a key: statics are shared by all tasks. */
  private static final Map<String, Integer> SEEN = new ConcurrentHashMap<>();

  /**
   * The first attempt of the first task ends when its twin has ended its records, and not before.
   */
  @Test
  void whatASlowTaskAndItsTwinBothAddCountsOnce() {
    try (RddContext twice =
        Contexts.open(
            folder,
            options ->
                options
                    .withNodes(2, 1)
                    .withConf("spark.speculation", "true")
                    .withConf("spark.speculation.quantile", "0.5"))) {
      LongAccumulator sum = twice.longAccumulator();
      twice
          .parallelize(upTo(4), 4)
          .foreach(
              x -> {
                sum.add(1L);
                ADDED.add(x);
                if (x == 0 && TaskContext.get().attemptNumber() == 0) {
                  TWIN.acquireUninterruptibly();
                } else if (x == 0) {
                  TWIN.release();
                }
              });
      assertThat(ADDED).as("the twin has added too").hasSize(5);
      assertThat(sum.value()).isEqualTo(4);
    }
  }

  @Test
  void anActionCountsEachTaskOnceThoughOneWasTriedAgain() {
    LongAccumulator sum = sc.longAccumulator("sum");
    SEEN.remove("fails once");
    sc.parallelize(upTo(10), 4)
        .foreach(
            x -> {
              sum.add(x);
              if (x == 9 && SEEN.merge("fails once", 1, Integer::sum) == 1) {
                throw new IllegalStateException("once");
              }
            });
    assertThat(SEEN).containsEntry("fails once", 2);
    assertThat(sum.value()).isEqualTo(45);
    assertThat(sum.count()).isEqualTo(10);
    assertThat(sum.avg()).isEqualTo(4.5);
    assertThat(sum.name()).contains("sum");
  }

  @Test
  void aTransformationCountsAgainWhenItIsComputedAgain() {
    LongAccumulator calls = sc.longAccumulator();
    Rdd<Integer> mapped =
        sc.parallelize(upTo(10), 2)
            .map(
                x -> {
                  calls.add(1);
                  return x;
                });
    assertThat(calls.isZero()).isTrue();
    mapped.count();
    assertThat(calls.value()).isEqualTo(10);
    mapped.count();
    assertThat(calls.value()).isEqualTo(20);
    mapped.cache().count();
    mapped.count();
    assertThat(calls.value()).isEqualTo(30);
  }

  @Test
  void collectionsAndAccumulatorsOfOnesOwn() {
    CollectionAccumulator<Integer> odd = sc.collectionAccumulator();
    DoubleAccumulator sum = sc.doubleAccumulator("halves");
    Distinct distinct = new Distinct();
    sc.register(distinct, "distinct");
    sc.parallelize(upTo(10), 3)
        .foreach(
            x -> {
              if (x % 2 == 1) {
                odd.add(x);
              }
              sum.add(x / 2.0);
              distinct.add(x % 3);
            });
    assertThat(odd.value()).containsExactlyInAnyOrder(1, 3, 5, 7, 9);
    assertThat(sum.value()).isEqualTo(22.5);
    assertThat(distinct.value()).containsExactlyInAnyOrder(0, 1, 2);
    assertThatThrownBy(() -> sc.register(distinct)).hasMessageContaining("twice");
  }

  @Test
  void anAccumulatorThatIsNotRegisteredIsRefused() {
    Distinct distinct = new Distinct();
    assertThatThrownBy(() -> sc.parallelize(upTo(3), 1).foreach(distinct::add))
        .hasMessageContaining("must be registered");
  }

  /** What is copied half while others are merged into it fails, or holds what nobody has added. */
  @Test
  void nothingIsMergedIntoAnAccumulatorWhileATaskCopiesIt() {
    Queue<Boolean> copiesAlone = new ConcurrentLinkedQueue<>();
    Distinct guarded =
        new Distinct() {
          private static final long serialVersionUID = 1L;

          @Override
          public Accumulator<Integer, Set<Integer>> copy() {
            copiesAlone.add(Thread.holdsLock(this));
            return super.copy();
          }
        };
    sc.register(guarded);
    sc.parallelize(upTo(3), 3).foreach(guarded::add);
    assertThat(guarded.value()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(copiesAlone).containsExactly(true, true, true);
  }

  private static class Distinct extends Accumulator<Integer, Set<Integer>> {
    private static final long serialVersionUID = 1L;
    private final transient Set<Integer> seen = new HashSet<>();

    @Override
    public boolean isZero() {
      return seen.isEmpty();
    }

    @Override
    public Accumulator<Integer, Set<Integer>> copy() {
      Distinct copy = new Distinct();
      copy.seen.addAll(seen);
      return copy;
    }

    @Override
    public void reset() {
      seen.clear();
    }

    @Override
    public void add(Integer v) {
      seen.add(v);
    }

    @Override
    public void merge(Accumulator<Integer, Set<Integer>> other) {
      seen.addAll(((Distinct) other).seen);
    }

    @Override
    public Set<Integer> value() {
      return Set.copyOf(seen);
    }
  }

  @Test
  void aBroadcastIsCopiedForEachNodeAndCanBeDestroyed() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    Broadcast<List<Integer>> shared = sc.broadcast(list);
    list.add(4);
    assertThat(sc.parallelize(upTo(2), 2).map(x -> shared.value().size()).collect())
        .containsExactly(3, 3);
    shared.unpersist();
    assertThat(sc.parallelize(upTo(1), 1).map(x -> shared.value().get(0)).collect())
        .containsExactly(1);
    shared.destroy();
    assertThat(shared.isValid()).isFalse();
    assertThatThrownBy(shared::value)
        .hasMessageContaining("Attempted to use Broadcast(0) after it was destroyed (destroy at")
        .hasMessageContaining("SharedVariablesTest.java");
    assertThatThrownBy(() -> sc.parallelize(upTo(1), 1).map(x -> shared.value()).collect())
        .hasMessageContaining("Attempted to use Broadcast(0) after it was destroyed");
  }

  @Test
  void pairsCanBeBroadcast() {
    Broadcast<Pair<String, Integer>> pair = sc.broadcast(new Pair<>("a", 1));
    assertThat(sc.parallelize(upTo(1), 1).map(x -> pair.value().first()).collect())
        .containsExactly("a");
  }

  @Test
  void whatAFunctionCapturesIsACopy() {
    List<Integer> seen = new ArrayList<>();
    sc.parallelize(upTo(10), 2).foreach(seen::add);
    assertThat(seen).isEmpty();
  }
}
