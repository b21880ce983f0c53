package dev.tandem.spark.same;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.CustomRdd;
import dev.tandem.rdd.api.HashPartitioner;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.Partitioner;
import dev.tandem.rdd.api.RddContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What {@link SparkCustomRdds} makes, by our means. */
final class OwnCustomRdds {
  private OwnCustomRdds() {}

  static PairRdd<Integer, Integer> remainders(RddContext sc, int partitions) {
    return PairRdd.fromRdd(new Remainders(partitions).in(sc));
  }

  private static final class Remainders extends CustomRdd<Pair<Integer, Integer>> {
    private static final long serialVersionUID = 1L;
    private final int count;

    Remainders(int count) {
      this.count = count;
    }

    @Override
    public int numPartitions() {
      return count;
    }

    @Override
    public Optional<Partitioner> partitioner() {
      return Optional.of(new HashPartitioner(count));
    }

    @Override
    public Iterator<Pair<Integer, Integer>> compute(int partition, List<Iterator<Object>> parents) {
      return IntStream.range(0, 20)
          .filter(x -> x % count == partition)
          .mapToObj(x -> new Pair<>(x, x * x))
          .iterator();
    }
  }

  static PairRdd<Integer, List<Integer>> sumsAndCounts(
      PairRdd<Integer, Integer> sums, PairRdd<Integer, Integer> counts, int partitions) {
    HashPartitioner partitioner = new HashPartitioner(partitions);
    return PairRdd.fromRdd(new SumsAndCounts(sums, counts, partitioner).in(sums.context()));
  }

  private static final class SumsAndCounts extends CustomRdd<Pair<Integer, List<Integer>>> {
    private static final long serialVersionUID = 1L;
    private final transient PairRdd<Integer, Integer> sums;
    private final transient PairRdd<Integer, Integer> counts;
    private final Partitioner placed;

    SumsAndCounts(
        PairRdd<Integer, Integer> sums, PairRdd<Integer, Integer> counts, Partitioner placed) {
      this.sums = sums;
      this.counts = counts;
      this.placed = placed;
    }

    @Override
    public int numPartitions() {
      return placed.numPartitions();
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(Narrow.oneToOne(sums), new Shuffle(counts, placed));
    }

    @Override
    public Optional<Partitioner> partitioner() {
      return Optional.of(placed);
    }

    @Override
    public Iterator<Pair<Integer, List<Integer>>> compute(
        int partition, List<Iterator<Object>> parents) {
      Map<Integer, List<Integer>> all = new TreeMap<>();
      parents.get(0).forEachRemaining(pair -> add(all, (Pair<?, ?>) pair, 0));
      parents.get(1).forEachRemaining(pair -> add(all, (Pair<?, ?>) pair, 1));
      List<Pair<Integer, List<Integer>>> records = new ArrayList<>();
      all.forEach((key, both) -> records.add(new Pair<>(key, both)));
      return records.iterator();
    }

    private static void add(Map<Integer, List<Integer>> all, Pair<?, ?> pair, int place) {
      int amount = place == 0 ? (Integer) pair.second() : 1;
      SparkCustomRdds.add(all, (Integer) pair.first(), place, amount);
    }
  }
}
