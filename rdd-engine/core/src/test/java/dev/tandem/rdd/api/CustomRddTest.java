package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomRddTest extends ApiTest {
  /** The numbers below 20, placed by their remainder, which is the hash partitioner's place. */
  private static final class Remainders extends CustomRdd<Pair<Integer, Integer>> {
    private static final long serialVersionUID = 1L;
    private final int partitions;
    private final boolean tells;

    Remainders(int partitions, boolean tells) {
      this.partitions = partitions;
      this.tells = tells;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public Optional<Partitioner> partitioner() {
      return tells ? Optional.of(new HashPartitioner(partitions)) : Optional.empty();
    }

    @Override
    public Iterator<Pair<Integer, Integer>> compute(int partition, List<Iterator<Object>> parents) {
      return upTo(20).stream()
          .filter(x -> x % partitions == partition)
          .map(x -> new Pair<>(x, x * x))
          .iterator();
    }
  }

  private PairRdd<Integer, Integer> remainders(int partitions, boolean tells) {
    return PairRdd.fromRdd(new Remainders(partitions, tells).in(sc));
  }

  @Test
  void whatSaysHowItIsPlacedIsJoinedWhereItIs() {
    PairRdd<Integer, Integer> told = remainders(3, true);
    assertThat(told.partitioner()).contains(new HashPartitioner(3));
    assertThat(told.join(told.mapValues(x -> -x)).count()).isEqualTo(20);
    assertThat(tasks()).containsExactly(3);
    assertThat(told.join(remainders(3, false)).count()).isEqualTo(20);
    assertThat(tasks()).as("the other side moves").containsExactly(3, 3, 3);
  }

  /** The pairs of one parent, which stays, and then those of another one, which moves. */
  private static final class Beside extends CustomRdd<Pair<Integer, Integer>> {
    private static final long serialVersionUID = 1L;
    private final transient PairRdd<Integer, Integer> stays;
    private final transient PairRdd<Integer, Integer> moves;
    private final Partitioner partitioner;

    Beside(
        PairRdd<Integer, Integer> stays, PairRdd<Integer, Integer> moves, Partitioner partitioner) {
      this.stays = stays;
      this.moves = moves;
      this.partitioner = partitioner;
    }

    @Override
    public int numPartitions() {
      return 2;
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(Narrow.oneToOne(stays), new Shuffle(moves, partitioner));
    }

    @Override
    public Optional<Partitioner> partitioner() {
      return Optional.of(partitioner);
    }

    @Override
    @SuppressWarnings("unchecked") // the parents have such pairs
    public Iterator<Pair<Integer, Integer>> compute(int partition, List<Iterator<Object>> parents) {
      List<Pair<Integer, Integer>> all = new ArrayList<>();
      parents.forEach(
          parent -> parent.forEachRemaining(pair -> all.add((Pair<Integer, Integer>) pair)));
      return all.iterator();
    }
  }

  private PairRdd<Integer, Integer> pairs(int partitions) {
    return sc.parallelize(upTo(20), partitions).mapToPair(x -> new Pair<>(x % 4, x));
  }

  @Test
  void aShuffleIsAStageOfItsOwnAndANarrowParentIsNot() {
    HashPartitioner two = new HashPartitioner(2);
    PairRdd<Integer, Integer> sums = pairs(3).reduceByKey(two, Integer::sum);
    PairRdd<Integer, Integer> both = PairRdd.fromRdd(new Beside(sums, pairs(5), two).in(sc));
    assertThat(both.reduceByKey(Integer::sum).collectAsMap())
        .isEqualTo(Map.of(0, 80, 1, 90, 2, 100, 3, 110));
    assertThat(tasks()).containsExactly(3, 5, 2);
    assertThat(both.join(sums).count()).isEqualTo(24);
    assertThat(tasks()).as("placed alike, and both shuffles are there").containsExactly(3, 5, 2, 2);
    assertThat(new Beside(sums, sums, two).in(sc).count()).isEqualTo(8);
    assertThat(tasks()).as("a parent that is placed so stays").hasSize(5).endsWith(2);
  }

  @Test
  void aPartitionerOfAnotherNumberOfPartitionsIsRefused() {
    CustomRdd<?> odd = new Beside(pairs(2), pairs(2), new HashPartitioner(3));
    assertThatThrownBy(odd.in(sc)::count)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Beside has 2 partitions, but HashPartitioner(3) has 3");
  }
}
