package dev.tandem.rdd.memory;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.HashPartitioner;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.RddContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The keyed verbs of RDDs on ten times as much data as the engine may hold, in a process with
 * little heap; groups and sides of joins that do not fit come from files.
 */
final class SmallHeapGroups {
  private static final int SLICES = 8;

  /** What is run: the answer is one number. */
  interface Verb {
    long run(RddContext sc);
  }

  private SmallHeapGroups() {}

  private static PairRdd<String, String> pairs(RddContext sc, int keys, int records) {
    int each = records / SLICES;
    return sc.parallelize(IntStream.range(0, SLICES).boxed().toList(), SLICES)
        .flatMap(slice -> IntStream.range(slice * each, (slice + 1) * each).iterator())
        .mapToPair(
            n -> new Pair<>("a key of some length " + n % keys, "a value of some length " + n));
  }

  static Map<String, Verb> verbs() {
    int all = SmallHeap.RECORDS;
    Map<String, Verb> verbs = new TreeMap<>();
    verbs.put("groupOneKey", sc -> twice(pairs(sc, 1, all).groupByKey(4)));
    verbs.put("groupManyKeys", sc -> twice(pairs(sc, 1000, all).groupByKey(4)));
    verbs.put(
        "cogroupOneKey",
        sc -> twice(pairs(sc, 1, all).cogroup(pairs(sc, 1, all), 4).mapValues(Pair::second)));
    verbs.put("joinOneKeyLeft", sc -> pairs(sc, 1, all).join(pairs(sc, 1, 8), 4).count());
    verbs.put("joinOneKeyRight", sc -> pairs(sc, 1, 8).join(pairs(sc, 1, all), 4).count());
    verbs.put("subtractByKey", sc -> pairs(sc, 2, all).subtractByKey(pairs(sc, 1, all), 4).count());
    verbs.put("partitionBy", sc -> pairs(sc, all, all).partitionBy(new HashPartitioner(4)).count());
    verbs.put("sortByKey", sc -> pairs(sc, all, all).sortByKey(true, 4).count());
    verbs.put("reduceByKey", sc -> pairs(sc, all, all).reduceByKey(String::concat, 4).count());
    return verbs;
  }

  /** Reads every group twice. */
  private static long twice(PairRdd<String, Iterable<String>> groups) {
    return groups
        .mapValues(
            values -> {
              long n = 0;
              for (int round = 0; round < 2; round++) {
                for (String value : values) {
                  n += value.isEmpty() ? 0 : 1;
                }
              }
              return n;
            })
        .values()
        .reduce(Long::sum);
  }

  public static void main(String[] args) {
    RunOptions options =
        RunOptions.defaults().withMemory(SmallHeap.BUDGET).withNodes(1, 2).withScratch(args[0]);
    for (Map.Entry<String, Verb> verb : verbs().entrySet()) {
      try (RddContext sc = RddContext.open(verb.getKey(), options)) {
        System.out.println(verb.getKey() + " = " + verb.getValue().run(sc));
      }
    }
  }
}
