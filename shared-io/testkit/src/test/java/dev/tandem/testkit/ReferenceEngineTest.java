package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.MutatesInput;
import dev.tandem.testkit.probe.Numbers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The oracle keeps the contract that it is the oracle of, and is stricter than that. */
class ReferenceEngineTest extends EngineContract {
  private static final AtomicReference<Iterator<Long>> LEAKED = new AtomicReference<>();

  @Override
  protected Engine engine() {
    return new ReferenceEngine();
  }

  @Override
  public boolean streams() {
    return false;
  }

  private static Bag<long[]> arrays(Pipeline p) {
    return p.read(Numbers.of(1, 3)).map(n -> new long[] {n}).as(Codecs.of(long[].class));
  }

  @Test
  void findsAStepThatChangesItsInput() {
    assertThat(bench().failure(new MutatesInput(), Map.of()))
        .contains("step 'increment'", "changed a record it was given");
  }

  @Test
  void findsAStepThatChangesWhatItHasEmitted() {
    assertThat(
            bench()
                .failure(
                    p ->
                        p.read(Numbers.of(1, 3))
                            .flatMap(
                                long[].class,
                                (n, out) -> {
                                  long[] reused = new long[1];
                                  for (int i = 0; i < 3; i++) {
                                    reused[0] = i;
                                    out.emit(reused);
                                  }
                                })
                            .named("reuser")
                            .write(Bench.sink())))
        .contains("step 'reuser'", "after it had emitted it");
  }

  @Test
  void findsAStepThatChangesAValueOfAGroup() {
    assertThat(
            bench()
                .failure(
                    p ->
                        arrays(p)
                            .keyBy(a -> 1)
                            .groupByKey()
                            .flatMap(Long.class, (key, values, out) -> values.next()[0]++)
                            .named("groups")
                            .write(Bench.sink())))
        .contains("step 'groups'", "changed a record it was given");
  }

  @Test
  void findsAStepThatChangesABroadcast() {
    assertThat(
            bench()
                .failure(
                    p -> {
                      Broadcast<long[]> shared = p.broadcast(new long[] {1});
                      p.read(Numbers.of(1, 3))
                          .map(n -> shared.value()[0]++)
                          .named("abuser")
                          .write(Bench.sink());
                    }))
        .contains("step 'abuser'", "changed the value of a broadcast");
  }

  @Test
  void findsAMergeThatChangesItsSecondArgument() {
    assertThat(
            bench()
                .failure(
                    p ->
                        p.read(Numbers.of(2, 50))
                            .keyBy(n -> n % 2)
                            .groupByKey()
                            .aggregate(new Thief())
                            .mapValues(List::size)
                            .write(Bench.sink())))
        .contains("second argument");
  }

  /** Moves the values out of the second argument. */
  private static final class Thief implements Aggregator<Long, ArrayList<Object>, List<Object>> {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<Object> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Object> add(ArrayList<Object> acc, Long value) {
      acc.add(value);
      return acc;
    }

    @Override
    public ArrayList<Object> merge(ArrayList<Object> into, ArrayList<Object> from) {
      into.addAll(from);
      from.clear();
      return into;
    }

    @Override
    public List<Object> finish(ArrayList<Object> acc) {
      return acc;
    }
  }

  @Test
  void findsAGroupThatIsReadLater() {
    assertThat(
            bench()
                .with(options -> options.withAttempts(1))
                .failure(
                    p ->
                        p.read(Numbers.of(1, 9))
                            .keyBy(n -> n % 2)
                            .groupByKey()
                            .flatMap(
                                Long.class,
                                (key, values, out) -> {
                                  Iterator<Long> before = LEAKED.getAndSet(values);
                                  if (before != null) {
                                    out.emit(before.next());
                                  }
                                })
                            .write(Bench.sink())))
        .contains("single pass");
  }

  @Test
  void ordersThatNobodyPromisedDependOnTheSeed() {
    List<List<String>> answers = new ArrayList<>();
    for (long seed = 1; seed <= 5; seed++) {
      long drawn = seed;
      answers.add(
          bench()
              .with(options -> options.withSeed(drawn))
              .lines(
                  p ->
                      p.read(Numbers.of(1, 20))
                          .keyBy(n -> n % 2)
                          .groupByKey()
                          .flatMap(
                              String.class,
                              (key, values, out) -> {
                                List<Long> all = new ArrayList<>();
                                values.forEachRemaining(all::add);
                                out.emit(all.toString());
                              })));
    }
    assertThat(answers.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void theSameSeedGivesTheSameOrders() {
    List<String> once = bench().lines(p -> p.read(Numbers.of(3, 20)).distinct());
    assertThat(bench().lines(p -> p.read(Numbers.of(3, 20)).distinct())).isEqualTo(once);
  }

  @Test
  void readsASampleOfEachInput() {
    Numbers numbers = Numbers.of(4, 1000);
    Bench bench = bench().with(options -> options.withConf("sample", "1500"));
    assertThat(bench.<Long>ask(p -> p.read(numbers).count())).isEqualTo(1500);
    assertThat(numbers.read().count()).isEqualTo(1500);
  }

  @Test
  void recordsWithoutACodecPassBetweenSteps() {
    assertThat(
            bench()
                .lines(
                    p ->
                        p.read(Numbers.of(1, 3))
                            .map(n -> new StringBuilder().append(n))
                            .map(StringBuilder::length)))
        .containsExactly("1", "1", "1");
    assertThat(
            bench()
                .failure(
                    p ->
                        p.read(Numbers.of(1, 3))
                            .map(n -> new Thread())
                            .distinct()
                            .write(Bench.sink())))
        .contains("distinct", "Thread (no codec)");
  }
}
