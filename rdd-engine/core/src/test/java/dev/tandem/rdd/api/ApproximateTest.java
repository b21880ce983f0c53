package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ApproximateTest extends ApiTest {
  private static final long LONG = 600_000;

  /** What the last partition waits for; statics are shared by all tasks. */
  private static volatile CountDownLatch gate;

  @BeforeEach
  void shut() {
    gate = new CountDownLatch(1);
  }

  /** 0 to 9 in two partitions, of which the last one waits. */
  private Rdd<Integer> gated() {
    return sc.parallelize(upTo(10), 2)
        .map(
            x -> {
              if (x == 5) {
                gate.await();
              }
              return x;
            });
  }

  @Test
  void whatIsNotThereInTimeIsGuessedAndComesLater() throws InterruptedException {
    PartialResult<BoundedDouble> count = gated().countApprox(1);
    assertThat(count.isInitialValueFinal()).isFalse();
    assertThat(count.initialValue().high()).isGreaterThanOrEqualTo(10);
    assertThat(count.toString()).startsWith("(partial: [");
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    CountDownLatch told = new CountDownLatch(1);
    PartialResult<String> text = count.map(BoundedDouble::toString);
    text.onComplete(heard::add).onComplete(value -> told.countDown());
    count.onFail(failure -> heard.add("failed"));
    gate.countDown();
    assertThat(count.getFinalValue()).isEqualTo(new BoundedDouble(10, 1, 10, 10));
    told.await();
    assertThat(heard).containsExactly("[10.000, 10.000]");
    assertThat(count).hasToString("(final: [10.000, 10.000])");
  }

  @Test
  void whatIsThereInTimeIsExact() {
    DoubleRdd halves = sc.parallelize(upTo(10), 3).mapToDouble(x -> x / 2.0);
    assertThat(halves.sumApprox(LONG).initialValue())
        .isEqualTo(new BoundedDouble(22.5, 1, 22.5, 22.5));
    assertThat(halves.meanApprox(LONG, 0.5).isInitialValueFinal()).isTrue();
    PairRdd<byte[], Integer> pairs =
        sc.parallelize(upTo(10), 3).mapToPair(x -> new Pair<>(new byte[] {(byte) (x % 2)}, x));
    assertThat(pairs.countByKeyApprox(LONG).initialValue().values())
        .as("equal arrays are one key")
        .containsOnly(new BoundedDouble(5, 1, 5, 5))
        .hasSize(2);
    assertThat(sc.parallelize(List.of("a", "b", "a"), 2).countByValueApprox(LONG).getFinalValue())
        .isEqualTo(Map.of("a", new BoundedDouble(2, 1, 2, 2), "b", new BoundedDouble(1, 1, 1, 1)));
    assertThat(sc.emptyRDD().countApprox(LONG).getFinalValue().mean()).isZero();
  }

  @Test
  void aFailureInTimeIsThrownAndALaterOneIsToldOf() throws InterruptedException {
    Rdd<Integer> broken = sc.parallelize(upTo(2), 1).map(x -> 1 / (x / 5));
    assertThatThrownBy(() -> broken.countApprox(LONG))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("/ by zero");
    PartialResult<BoundedDouble> later = gated().map(x -> 1 / (x - 9)).countApprox(1);
    CountDownLatch told = new CountDownLatch(1);
    later.onFail(
        failure -> {
          if (failure instanceof JobFailed) {
            told.countDown();
          }
        });
    gate.countDown();
    told.await();
    assertThatThrownBy(later::getFinalValue)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("/ by zero");
  }

  @Test
  void aConfidenceThatIsNoneIsRefused() {
    assertThatThrownBy(() -> sc.parallelize(upTo(2)).countApprox(LONG, 1.5))
        .hasMessage("countApprox: the confidence is 1.5, it must be from 0 to 1");
  }

  @Test
  void anExactSampleHasAsManyPairsOfEachKeyAsItsFractionSays() {
    PairRdd<Integer, Integer> pairs =
        sc.parallelize(upTo(1000), 4).mapToPair(x -> new Pair<>(x % 3, x));
    Map<Integer, Double> fractions = Map.of(0, 0.1, 1, 0.995, 2, 0.0);
    PairRdd<Integer, Integer> sample = pairs.sampleByKeyExact(false, fractions, 7);
    assertThat(sample.countByKey()).isEqualTo(Map.of(0, 34L, 1, 332L));
    assertThat(sample.distinct().count()).as("none comes twice").isEqualTo(366);
    assertThat(sample.collect()).as("the same seed").isEqualTo(sample.collect());
    assertThat(pairs.subtract(sample).count()).as("all are of this RDD").isEqualTo(634);
    PairRdd<Integer, Integer> repeated =
        pairs.sampleByKeyExact(true, Map.of(0, 2.5, 1, 0.01, 2, 600.0), 7);
    assertThat(repeated.countByKey()).isEqualTo(Map.of(0, 835L, 1, 4L, 2, 199_800L));
    assertThat(repeated.filter(pair -> pair.first() == 2).distinct().count()).isEqualTo(333);
    assertThatThrownBy(() -> pairs.sampleByKeyExact(false, Map.of(0, 0.5), 7))
        .hasMessage("sampleByKeyExact: no fraction is given for the key 1");
  }

  @Test
  void aSampleTakesEachPairAsOftenAsAnother() {
    PairRdd<String, Integer> pairs =
        sc.parallelize(upTo(20), 3).mapToPair(x -> new Pair<>("all", x));
    Map<String, Double> half = Map.of("all", 0.5);
    assertEven(seed -> pairs.sampleByKey(false, half, seed));
    assertEven(seed -> pairs.sampleByKeyExact(false, half, seed));
    assertEven(seed -> pairs.sampleByKeyExact(true, half, seed));
  }

  /** 100 of each are expected, with a deviation of 7, or 10 with replacement. */
  private static void assertEven(IntFunction<PairRdd<String, Integer>> sample) {
    int[] times = new int[20];
    for (int seed = 0; seed < 200; seed++) {
      sample.apply(seed).values().collect().forEach(x -> times[x]++);
    }
    assertThat(Arrays.stream(times).boxed()).allMatch(n -> n > 50 && n < 150);
  }
}
