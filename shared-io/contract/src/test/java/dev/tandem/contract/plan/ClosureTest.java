package dev.tandem.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Fn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosureTest {
  /** A driver's handle: counts nothing. */
  private record Handle(String name) implements Counter {
    @Override
    public void add(long n) {
      throw new IllegalStateException("on the driver");
    }
  }

  private record Shared(String value, SideInput sideInput)
      implements Closure.BroadcastHandle<String> {}

  private record Cell(String name, Map<String, Long> counts) implements Counter {
    @Override
    public void add(long n) {
      counts.merge(name, n, Long::sum);
    }
  }

  private record Copy(Object value) implements Broadcast<Object> {}

  /** A task of its own. */
  private static final class Scope implements TaskScope {
    private final Map<String, Long> counts = new HashMap<>();

    @Override
    public Counter counter(String name) {
      return new Cell(name, counts);
    }

    @Override
    public Broadcast<?> broadcast(int id) {
      return new Copy("broadcast " + id);
    }
  }

  @Test
  void everyTaskGetsItsOwnCopy() throws Exception {
    List<Integer> captured = new ArrayList<>();
    Fn<Integer, Integer> fn =
        n -> {
          captured.add(n);
          return captured.size();
        };
    Closure<Fn<Integer, Integer>> closure = Closure.of("collect", fn);
    Fn<Integer, Integer> first = closure.open(new Scope());
    assertThat(first.apply(5)).isEqualTo(1);
    assertThat(first.apply(5)).isEqualTo(2);
    assertThat(closure.open(new Scope()).apply(5)).isEqualTo(1);
    assertThat(captured).isEmpty();
    assertThat(closure.original()).isSameAs(fn);
  }

  @Test
  void whatWasCapturedIsFrozenWhenThePlanIsBuilt() throws Exception {
    int[] captured = {1};
    Closure<Fn<Integer, Integer>> closure = Closure.of("add", n -> n + captured[0]);
    captured[0] = 100;
    assertThat(closure.open(new Scope()).apply(1)).isEqualTo(2);
  }

  @Test
  void countersAreBoundToTheTask() throws Exception {
    Counter handle = new Handle("seen");
    Closure<Fn<Integer, Integer>> closure =
        Closure.of(
            "count",
            n -> {
              handle.add(n);
              return n;
            });
    Scope one = new Scope();
    Scope two = new Scope();
    closure.open(one).apply(3);
    closure.open(two).apply(4);
    assertThat(one.counts).containsOnly(Map.entry("seen", 3L));
    assertThat(two.counts).containsOnly(Map.entry("seen", 4L));
  }

  @Test
  void broadcastsTravelAsReferences() throws Exception {
    byte[] large = new byte[1 << 20];
    Broadcast<String> broadcast = new Shared("on the driver", new SideInput(17, large));
    Closure<Fn<Integer, Object>> closure = Closure.of("lookup", n -> broadcast.value());
    assertThat(closure.size()).isLessThan(10_000);
    assertThat(closure.sideInputs()).containsExactly(new SideInput(17, large));
    assertThat(closure.open(new Scope()).apply(1)).isEqualTo("broadcast 17");
  }

  @Test
  void whatCannotBeSerialisedIsNamedWithItsStep() {
    Thread thread = Thread.currentThread();
    Fn<Integer, Integer> fn = n -> n + thread.getPriority();
    assertThatThrownBy(() -> Closure.of("priorities", fn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'priorities'")
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void aPlanThatCarriesClosuresCanBeShipped() throws Exception {
    Closure<Fn<Integer, Integer>> closure = Closure.of("inner", n -> n + 1);
    Closure<Closure<Fn<Integer, Integer>>> parcel = Closure.of("outer", closure);
    Closure<Fn<Integer, Integer>> arrived = parcel.open(new Scope());
    assertThat(arrived.sideInputs()).isEmpty();
    assertThat(arrived.size()).isEqualTo(closure.size());
  }
}
