package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Aggregations into collections of the JDK, in memory, through files, and kept as bytes. */
class CombinersTest extends ApiTest {
  /** Longest first, and then as usual. */
  private static final class ByLength implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String a, String b) {
      return a.length() == b.length() ? a.compareTo(b) : b.length() - a.length();
    }
  }

  private PairRdd<Integer, String> words() {
    return sc.parallelize(upTo(60), 3).mapToPair(i -> new Pair<>(i % 3, "x".repeat(i % 7) + i % 5));
  }

  /** What it should be, for one key. */
  private static <C extends Collection<String>> C expected(int key, C into) {
    IntStream.range(0, 60)
        .filter(i -> i % 3 == key)
        .forEach(i -> into.add("x".repeat(i % 7) + i % 5));
    return into;
  }

  private static <C extends Collection<String>> C plus(C all, String word) {
    all.add(word);
    return all;
  }

  private static <C extends Collection<String>> C all(C first, C second) {
    first.addAll(second);
    return first;
  }

  private <C extends Collection<String>> List<Pair<Integer, C>> byZero(C zero) {
    PairRdd<Integer, C> combined =
        words().aggregateByKey(zero, 2, CombinersTest::plus, CombinersTest::all);
    combined.persist(StorageLevels.MEMORY_ONLY_SER).count();
    return combined.collect();
  }

  @Test
  void sortedSetsKeepTheirOrder() {
    for (Pair<Integer, TreeSet<String>> each : byZero(new TreeSet<String>())) {
      assertThat(each.second())
          .containsExactlyElementsOf(expected(each.first(), new TreeSet<>()))
          .isInstanceOf(TreeSet.class);
      assertThat(each.second().comparator()).isNull();
    }
    assertThat(byZero(new ConcurrentSkipListSet<String>()))
        .allSatisfy(
            each ->
                assertThat(each.second())
                    .containsExactlyElementsOf(expected(each.first(), new TreeSet<>())));
  }

  @Test
  @SuppressWarnings("JdkObsolete") // users may have such lists
  void queuesAndListsAreWhatTheyWere() {
    for (Pair<Integer, PriorityQueue<String>> each : byZero(new PriorityQueue<String>())) {
      PriorityQueue<String> expected = expected(each.first(), new PriorityQueue<>());
      List<String> polled = new ArrayList<>();
      while (!each.second().isEmpty()) {
        assertThat(polled.add(each.second().poll())).isTrue();
        assertThat(polled.get(polled.size() - 1)).isEqualTo(expected.poll());
      }
      assertThat(expected).isEmpty();
    }
    for (Pair<Integer, ArrayDeque<String>> each : byZero(new ArrayDeque<String>())) {
      assertThat(each.second())
          .containsExactlyInAnyOrderElementsOf(expected(each.first(), new ArrayList<>()));
    }
    for (Pair<Integer, LinkedList<String>> each : byZero(new LinkedList<String>())) {
      assertThat(each.second().removeFirst()).isNotNull();
    }
    for (Pair<Integer, HashSet<String>> each : byZero(new HashSet<String>())) {
      assertThat(each.second()).isEqualTo(expected(each.first(), new HashSet<>()));
    }
  }

  @Test
  void mapsToo() {
    PairRdd<Integer, TreeMap<String, Integer>> counts =
        words()
            .combineByKey(
                word -> new TreeMap<>(Map.of(word, 1)),
                CombinersTest::count,
                (first, second) -> {
                  second.forEach((word, n) -> first.merge(word, n, Integer::sum));
                  return first;
                },
                2);
    assertThat(counts.lookup(0).get(0).firstKey()).isEqualTo("0");
    assertThat(counts.lookup(0).get(0).values().stream().mapToInt(n -> n).sum()).isEqualTo(20);
    PairRdd<Integer, LinkedHashMap<String, Integer>> inOrder =
        words()
            .aggregateByKey(
                new LinkedHashMap<>(),
                2,
                (inTask, word) -> count(inTask, word),
                (first, second) -> first);
    assertThat(inOrder.lookup(0).get(0).keySet()).startsWith("0");
  }

  private static <M extends Map<String, Integer>> M count(M counts, String word) {
    counts.merge(word, 1, Integer::sum);
    return counts;
  }

  @Test
  void theyGoThroughFilesAsWell() {
    sc.close();
    sc = Contexts.open(folder, options -> options.withConf("shuffle", "files"));
    sortedSetsKeepTheirOrder();
    queuesAndListsAreWhatTheyWere();
    mapsToo();
    valuesThatSortAreReducedInOrder();
  }

  @Test
  void oneThatSortsByAComparatorIsRefused() {
    for (Object zero :
        List.of(
            new TreeSet<>(new ByLength()),
            new TreeMap<>(new ByLength()),
            new ConcurrentSkipListSet<>(new ByLength()),
            new ConcurrentSkipListMap<>(new ByLength()),
            new PriorityQueue<>(new ByLength()))) {
      assertThatThrownBy(() -> words().aggregateByKey(zero, (all, word) -> all, (a, b) -> a))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("aggregateByKey: ")
          .hasMessageContaining(zero.getClass().getName())
          .hasMessageContaining("CombinersTest$ByLength")
          .hasMessageContaining("in mapValues");
    }
    assertComparatorRefused(
        words()
            .combineByKey(
                word -> plus(new TreeSet<>(new ByLength()), word),
                CombinersTest::plus,
                CombinersTest::all));
    assertComparatorRefused(
        words()
            .combineByKey(
                word -> plus(new TreeSet<>(), word),
                (all, word) -> all(new TreeSet<>(new ByLength()), all),
                CombinersTest::all));
  }

  private static void assertComparatorRefused(PairRdd<?, ?> combined) {
    assertThatThrownBy(combined::collect)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("combineByKey")
        .hasMessageContaining("java.util.TreeSet that sorts by a comparator")
        .hasMessageContaining("in mapValues");
  }

  /** Numbers that are two apart cannot be compared. */
  private record Fussy(int number) implements Comparable<Fussy> {
    @Override
    public int compareTo(Fussy other) {
      if (Math.abs(number - other.number) == 2) {
        throw new ClassCastException("too far from " + other.number);
      }
      return Integer.compare(number, other.number);
    }
  }

  private static Set<Fussy> fussy(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(Fussy::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The set 2, 1, 3 can be made; when it is read back, 3 is compared with 1. */
  @Test
  void whatTheElementsThrowIsTheStepsAndNoDamage() {
    PairRdd<Integer, Set<Fussy>> combined =
        sc.parallelize(upTo(2), 2)
            .mapToPair(i -> new Pair<>(1, i))
            .combineByKey(i -> fussy(2, 1, 3), (all, i) -> all, (a, b) -> a);
    assertThatThrownBy(combined::collect)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("combineByKey")
        .hasMessageContaining("too far from 1")
        .hasRootCauseInstanceOf(ClassCastException.class);
  }

  /** What a user may have made. */
  private static final class OwnSet extends TreeSet<String> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatWouldLoseItsOrderIsRefused() {
    assertRefused(
        words().combineByKey(word -> plus(new OwnSet(), word), CombinersTest::plus, (a, b) -> a),
        "CombinersTest$OwnSet loses its order");
    assertRefused(
        words()
            .combineByKey(
                word -> (Collection<String>) new ArrayList<>(List.of(word)),
                (words, word) -> plus(new OwnSet(), word),
                (a, b) -> a),
        "CombinersTest$OwnSet loses its order");
    assertRefused(
        words()
            .combineByKey(
                word -> (Collection<String>) new ArrayList<>(List.of(word)),
                (words, word) -> words,
                (a, b) -> plus(new OwnSet(), "word")),
        "CombinersTest$OwnSet loses its order");
    assertRefused(
        words()
            .combineByKey(
                word -> new Pair<>(1, new TreeSet<>(List.of(word))), (a, b) -> a, (a, b) -> a),
        "java.util.TreeSet loses its order");
  }

  @Test
  void valuesThatSortAreReducedInOrder() {
    PairRdd<Integer, TreeSet<String>> sets =
        words().mapValues(word -> new TreeSet<>(List.of(word))).reduceByKey(CombinersTest::all, 2);
    for (Pair<Integer, TreeSet<String>> each : sets.collect()) {
      assertThat(each.second())
          .isInstanceOf(TreeSet.class)
          .containsExactlyElementsOf(expected(each.first(), new TreeSet<>()));
    }
  }

  private static void assertRefused(PairRdd<?, ?> combined, String why) {
    assertThatThrownBy(combined::collect)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("ByKey: a ")
        .hasMessageContaining(why);
  }

  @Test
  void badBytesAreFound() {
    Output out = new Output(16);
    CombinerCodec.INSTANCE.write(new TreeSet<>(List.of(1, 2, 3)), out);
    byte[] good = out.toByteArray();
    for (int at = 1; at < 3; at++) {
      byte[] bad = good.clone();
      bad[at] = 0x7D;
      assertThatThrownBy(() -> CombinerCodec.INSTANCE.read(new Input(bad)))
          .isInstanceOf(CorruptDataException.class);
    }
    byte[] mixed = good.clone();
    mixed[1]++;
    assertThatThrownBy(() -> CombinerCodec.INSTANCE.read(new Input(mixed)))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("not the elements of a TreeMap");
  }
}
