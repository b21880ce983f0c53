package dev.tandem.testkit;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.JoinType;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A pipeline drawn at random: the same seed draws the same verbs on every engine. It grows a list
 * of bags; each step takes one or two of them and adds another one, so plans have diamonds, several
 * consumers and dead ends.
 */
final class RandomPipeline {
  private static final int DOMAIN = 50;

  private final Random random;
  private final List<String> steps = new ArrayList<>();
  private final List<Bag<Integer>> plain = new ArrayList<>();
  private final List<KeyedBag<String, Integer>> keyed = new ArrayList<>();
  private boolean sorted;

  RandomPipeline(long seed) {
    this.random = new Random(seed);
  }

  /** Whether ranges of a sample place some records, so that part files are alike only in sum. */
  boolean sorted() {
    return sorted;
  }

  /** What was drawn. */
  @Override
  public String toString() {
    return String.join(", ", steps);
  }

  /** Draws the pipeline and writes its last bags to {@code plain} and {@code keyed}. */
  void on(Pipeline p) {
    for (int i = 0; i <= random.nextInt(2); i++) {
      int n = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
      List<Integer> values =
          IntStream.range(0, n).map(x -> random.nextInt(DOMAIN)).boxed().toList();
      add("of " + n, random.nextBoolean() ? p.of(values) : p.of(Codecs.INTEGER, values));
    }
    addKeyed("keyBy", keyBy(pick()));
    int length = 2 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      if (random.nextBoolean()) {
        plainStep();
      } else {
        keyedStep();
      }
    }
    plain.get(plain.size() - 1).write(Bench.sink("plain"));
    keyed.get(keyed.size() - 1).write(Bench.sink("keyed"));
  }

  private void add(String step, Bag<Integer> bag) {
    steps.add(step);
    plain.add(random.nextInt(5) == 0 ? bag.named("step " + steps.size()).reuse() : bag);
  }

  private void addKeyed(String step, KeyedBag<String, Integer> bag) {
    steps.add(step);
    keyed.add(random.nextInt(5) == 0 ? bag.named("step " + steps.size()).reuse() : bag);
  }

  private Bag<Integer> pick() {
    return plain.get(plain.size() - 1 - random.nextInt(Math.min(3, plain.size())));
  }

  private KeyedBag<String, Integer> pickKeyed() {
    return keyed.get(keyed.size() - 1 - random.nextInt(Math.min(3, keyed.size())));
  }

  private KeyedBag<String, Integer> keyBy(Bag<Integer> bag) {
    int m = 1 + random.nextInt(12);
    return random.nextBoolean()
        ? bag.keyBy(x -> "k" + x % m)
        : bag.mapToPair(String.class, Integer.class, (x, out) -> out.emit("k" + x % m, x));
  }

  private void plainStep() {
    int a = 1 + random.nextInt(9);
    switch (random.nextInt(12)) {
      case 0 -> add("map", pick().map(x -> (x * a + 1) % DOMAIN));
      case 1 -> add("filter", pick().filter(x -> x % (a + 1) != 0));
      case 2 ->
          add(
              "flatMap",
              pick()
                  .flatMap(
                      Integer.class,
                      (x, out) -> {
                        for (int i = 0; i < x % 3; i++) {
                          out.emit((x + i * a) % DOMAIN);
                        }
                      }));
      case 3 ->
          add(
              "flatMap of lists",
              pick().flatMap(x -> x % 4 == 0 ? List.<Integer>of() : List.of(x)));
      case 4 -> add("union", pick().union(pick()));
      case 5 -> add("distinct", pick().distinct());
      case 6 -> add("intersection", pick().intersection(pick()));
      case 7 -> add("subtract", pick().subtract(pick()));
      case 8 ->
          add(
              "aggregate",
              pick().aggregate(Aggregators.<Integer>count()).map(n -> (int) (n % DOMAIN)));
      case 9 -> add("values", pickKeyed().values());
      case 10 -> add("keys", pickKeyed().keys().map(key -> key.hashCode() & 31));
      default -> {
        sorted = true;
        add(
            "sort",
            pick()
                .sort(
                    random.nextBoolean()
                        ? Orders.natural()
                        : Orders.<Integer>natural().reversed()));
      }
    }
  }

  private void keyedStep() {
    int a = 1 + random.nextInt(9);
    switch (random.nextInt(12)) {
      case 0 -> addKeyed("keyBy", keyBy(pick()));
      case 1 -> addKeyed("mapValues", pickKeyed().mapValues(x -> (x * a + 3) % DOMAIN));
      case 2 ->
          addKeyed(
              "filter",
              pickKeyed().filter(pair -> (pair.first().length() + pair.second()) % (a + 1) != 0));
      case 3 -> addKeyed("reduceByKey", pickKeyed().reduceByKey((x, y) -> (x + y) % DOMAIN));
      case 4 ->
          addKeyed(
              "count",
              pickKeyed().groupByKey().aggregate(Aggregators.count()).mapValues(Long::intValue));
      case 5 -> addKeyed("union", pickKeyed().union(pickKeyed()));
      case 6 -> addKeyed("subtractByKey", pickKeyed().subtractByKey(pickKeyed()));
      case 7 ->
          addKeyed(
              "join",
              pickKeyed()
                  .join(pickKeyed().reduceByKey(Math::max))
                  .mapValues(v -> (v.first() * 7 + v.second()) % DOMAIN));
      case 8 ->
          addKeyed(
              "sorted values",
              pickKeyed()
                  .groupByKey(Grouping.<String, Integer>any().sortValues(Orders.natural()))
                  .flatMapValues(
                      Integer.class,
                      (key, values, out) -> {
                        for (int i = 0; i < a && values.hasNext(); i++) {
                          out.emit(values.next());
                        }
                      }));
      case 9 ->
          addKeyed(
              "groups into " + a,
              pickKeyed()
                  .groupByKey(Grouping.<String, Integer>any().into(a))
                  .flatMapValues(
                      Integer.class,
                      (key, values, out) ->
                          values.forEachRemaining(
                              x -> {
                                if (x % a == 0) {
                                  out.emit(x);
                                }
                              })));
      case 10 ->
          add(
              "full join",
              pickKeyed()
                  .reduceByKey(Math::min)
                  .join(
                      pickKeyed(),
                      JoinType.values()[a % 4],
                      Integer.class,
                      (key, left, right, out) ->
                          out.emit(
                              (left == null ? 1 : left) * (right == null ? 1 : right) % DOMAIN)));
      default -> {
        sorted = true;
        addKeyed("sortByKey", pickKeyed().sortByKey(Orders.text()));
      }
    }
  }
}
