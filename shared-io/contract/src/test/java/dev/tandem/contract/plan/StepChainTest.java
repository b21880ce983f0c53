package dev.tandem.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepChainTest {
  private static final Shape PLAIN = new Shape(null, Codecs.LONG);
  private static final Shape KEYED = new Shape(Codecs.LONG, Codecs.LONG);
  private static final Operation SOURCE = new Operation.Flatten(0, "source", List.of(), PLAIN);
  private static final Operation KEYED_SOURCE = new Operation.Flatten(0, "pairs", List.of(), KEYED);

  private static final TaskScopes NO_HANDLES =
      operation ->
          new TaskScope() {
            @Override
            public Counter counter(String name) {
              throw new IllegalArgumentException(name);
            }

            @Override
            public Broadcast<?> broadcast(int id) {
              throw new IllegalArgumentException("" + id);
            }
          };

  private final List<Object> out = new ArrayList<>();

  private static Operation.ParallelDo step(String name, Operation input, Shape shape, DoFn fn) {
    return new Operation.ParallelDo(1, name, input, Closure.of(name, fn), false, shape, List.of());
  }

  private Collector link(Operation before, Operation... steps) {
    return StepChain.link(
        before,
        List.of(steps),
        (key, value) -> out.add(key == null ? value : key + "=" + value),
        NO_HANDLES);
  }

  @Test
  void pushesEachRecordThroughAllSteps() {
    Operation.ParallelDo twice =
        step(
            "twice",
            SOURCE,
            PLAIN,
            (key, value, o) -> {
              o.emit(value);
              o.emit(value);
            });
    Operation.ParallelDo pair =
        step("pair", twice, KEYED, (key, value, o) -> o.emit(value, (Long) value + 1));
    Collector chain = link(SOURCE, twice, pair);
    chain.emit(null, 1L);
    chain.emit(null, 5L);
    assertThat(out).containsExactly("1=2", "1=2", "5=6", "5=6");
  }

  @Test
  void withoutStepsItIsTheEndItself() {
    link(SOURCE).emit(null, 3L);
    assertThat(out).containsExactly(3L);
  }

  @Test
  void aNullIsBlamedOnTheStepThatMadeIt() {
    Operation.ParallelDo good = step("good", SOURCE, PLAIN, (key, value, o) -> o.emit(value));
    Operation.ParallelDo bad = step("bad", good, PLAIN, (key, value, o) -> o.emit(null, null));
    Operation.ParallelDo innocent = step("innocent", bad, PLAIN, (key, value, o) -> o.emit(value));
    for (Collector chain : List.of(link(SOURCE, good, bad, innocent), link(SOURCE, good, bad))) {
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> chain.emit(null, 1L));
      assertThat(failure.step()).isEqualTo("bad");
      assertThat(failure).hasMessageContaining("step 'bad'").hasMessageContaining("null");
    }
    assertThatThrownBy(() -> link(SOURCE, good).emit(null, null))
        .hasMessageContaining("step 'source'");
  }

  @Test
  void aNullKeyCountsWhereThereAreKeys() {
    assertThatThrownBy(() -> link(KEYED_SOURCE).emit(null, 1L))
        .hasMessageContaining("step 'pairs'");
    Operation.ParallelDo noKey =
        step("noKey", SOURCE, KEYED, (key, value, o) -> o.emit(null, value));
    assertThatThrownBy(() -> link(SOURCE, noKey).emit(null, 1L))
        .hasMessageContaining("step 'noKey'");
    link(SOURCE).emit(null, 1L);
    assertThat(out).containsExactly(1L);
  }

  @Test
  void failuresNameTheInnermostStepOnce() {
    Operation.ParallelDo outer = step("outer", SOURCE, PLAIN, (key, value, o) -> o.emit(value));
    Operation.ParallelDo inner =
        step(
            "inner",
            outer,
            PLAIN,
            (key, value, o) -> {
              throw new IOException("disk on fire");
            });
    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> link(SOURCE, outer, inner).emit(null, 1L));
    assertThat(failure.step()).isEqualTo("inner");
    assertThat(failure).hasMessageContaining("disk on fire").hasCauseInstanceOf(IOException.class);
  }

  @Test
  void errorsAreFailuresOfTheStepToo() {
    List<Throwable> thrown =
        List.of(new StackOverflowError(), new NoClassDefFoundError("x"), new AssertionError("y"));
    for (Throwable each : thrown) {
      Collector chain = StepChain.link(SOURCE, List.of(), (key, value) -> sneak(each), NO_HANDLES);
      assertThatThrownBy(() -> chain.emit(null, 1L)).isInstanceOf(StepFailure.class).hasCause(each);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void theEnginesOwnSignalsPassThrough() {
    RuntimeException stopped = new TaskStopped("enough");
    RuntimeException storage = new StorageFailure(new IOException("full"));
    for (RuntimeException signal : List.of(stopped, storage)) {
      Operation.ParallelDo step = step("step", SOURCE, PLAIN, (key, value, o) -> o.emit(value));
      Collector chain =
          StepChain.link(
              SOURCE,
              List.of(step),
              (key, value) -> {
                throw signal;
              },
              NO_HANDLES);
      assertThatThrownBy(() -> chain.emit(null, 1L)).isSameAs(signal);
    }
  }

  @Test
  void aFunctionThatWrapsSignalsHidesNothing() {
    Operation.ParallelDo wrapping =
        step(
            "wrapping",
            SOURCE,
            PLAIN,
            (key, value, o) -> {
              try {
                o.emit(value);
              } catch (RuntimeException e) {
                throw new IllegalStateException("wrapped", new Exception(e));
              }
            });
    RuntimeException stopped = new TaskStopped("enough");
    RuntimeException storage = new StorageFailure(new IOException("full"));
    RuntimeException failure = new StepFailure("later", "bad", null);
    for (RuntimeException signal : List.of(stopped, storage, failure)) {
      Collector chain =
          StepChain.link(SOURCE, List.of(wrapping), (key, value) -> sneak(signal), NO_HANDLES);
      assertThatThrownBy(() -> chain.emit(null, 1L)).isSameAs(signal);
    }
  }

  @Test
  void aFunctionThatSwallowsTheFailureOfALaterStepOrTheStorageDoesNotHideIt() {
    Operation.ParallelDo swallowing =
        step(
            "swallowing",
            SOURCE,
            PLAIN,
            (key, value, o) -> {
              try {
                o.emit(value);
              } catch (RuntimeException e) {
                // As user code does that means well.
              }
            });
    Operation.ParallelDo later =
        step(
            "later",
            swallowing,
            PLAIN,
            (key, value, o) -> {
              throw new IOException("bad record");
            });
    StepFailure failure =
        catchThrowableOfType(
            StepFailure.class, () -> link(SOURCE, swallowing, later).emit(null, 1L));
    assertThat(failure.step()).isEqualTo("later");
    RuntimeException storage = new StorageFailure(new IOException("full"));
    Collector full =
        StepChain.link(SOURCE, List.of(swallowing), (key, value) -> sneak(storage), NO_HANDLES);
    assertThatThrownBy(() -> full.emit(null, 1L)).isSameAs(storage);
  }

  @Test
  void aWrappedFunctionFailureShowsItsCause() {
    Operation.ParallelDo step =
        step(
            "reduce",
            SOURCE,
            PLAIN,
            (key, value, o) -> {
              throw new FunctionFailed(new IOException("inside"));
            });
    assertThatThrownBy(() -> link(SOURCE, step).emit(null, 1L))
        .isInstanceOf(StepFailure.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void tenThousandStepsDoNotOverflow() {
    List<Operation> steps = new ArrayList<>();
    Operation last = SOURCE;
    for (int i = 0; i < 10_000; i++) {
      last = step("step " + i, last, PLAIN, (key, value, o) -> o.emit((Long) value + 1));
      steps.add(last);
    }
    Collector chain = StepChain.link(SOURCE, steps, (key, value) -> out.add(value), NO_HANDLES);
    chain.emit(null, 0L);
    chain.emit(null, 5L);
    assertThat(out).containsExactly(10_000L, 10_005L);
  }

  @Test
  void aCutChainKeepsOrderAndMultiplicity() {
    List<Operation> steps = new ArrayList<>();
    Operation last = SOURCE;
    for (int i = 0; i < 1200; i++) {
      boolean doubles = i % 400 == 0;
      last =
          step(
              "step " + i,
              last,
              PLAIN,
              (key, value, o) -> {
                o.emit(value);
                if (doubles) {
                  o.emit((Long) value + 100);
                }
              });
      steps.add(last);
    }
    Collector chain = StepChain.link(SOURCE, steps, (key, value) -> out.add(value), NO_HANDLES);
    chain.emit(null, 0L);
    assertThat(out).containsExactly(0L, 100L, 100L, 200L, 100L, 200L, 200L, 300L);
  }

  @SuppressWarnings("unchecked")
  private static Operation.CombineValues sum(Operation.GroupByKey group) {
    Aggregator<Object, Object, Object> sum =
        (Aggregator<Object, Object, Object>) (Aggregator<?, ?, ?>) Aggregators.sumLong();
    return new Operation.CombineValues(2, "sum", group, Closure.of("sum", sum), KEYED);
  }

  @Test
  void valuesAreFoldedAndAccumulatorsAreFinished() {
    Operation.GroupByKey group =
        new Operation.GroupByKey(1, "group", List.of(KEYED_SOURCE), Grouping.any(), null, KEYED);
    link(group, sum(group)).emit(7L, List.of(1L, 2L, 3L).iterator());
    Operation.GroupByKey lifted =
        new Operation.GroupByKey(
            1, "group", List.of(KEYED_SOURCE), Grouping.any(), sum(group).aggregator(), KEYED);
    link(lifted, sum(lifted)).emit(8L, new long[] {42});
    assertThat(out).containsExactly("7=6", "8=42");
  }

  @Test
  void onlyStepsCanBeLinked() {
    assertThatThrownBy(() -> link(SOURCE, SOURCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source");
  }
}
