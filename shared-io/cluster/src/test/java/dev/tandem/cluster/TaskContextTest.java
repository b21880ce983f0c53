package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.SideInput;
import dev.tandem.contract.plan.TaskScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskContextTest {
  @TempDir Path folder;

  private Cluster cluster() {
    return new Cluster(
        "context", "none", RunOptions.defaults().withNodes(2, 1).withScratch(folder.toString()));
  }

  private record Handle(List<String> value, SideInput sideInput)
      implements Closure.BroadcastHandle<List<String>> {}

  private static Operation step(int id, Broadcast<?>... captured) {
    DoFn fn = (key, value, out) -> out.emit(captured.length);
    Closure<DoFn> closure = Closure.of("s", fn);
    return new Operation.ParallelDo(
        id, "s", null, closure, false, new Shape(null, Codecs.TEXT), closure.sideInputs());
  }

  private static void count(TaskContext context, Operation step, int partition, int n) {
    Counter counter = context.scopes(partition).of(step).counter("c");
    counter.add(n - 1);
    counter.increment();
  }

  @Test
  void countersCountOncePerOperationAndPartition() {
    Operation a = step(1);
    Operation b = step(2);
    try (Cluster cluster = cluster()) {
      Task<Void> flaky =
          context -> {
            context.of(a).counter("c").add(10);
            if (context.attempt().number() < 2) {
              throw new IllegalStateException("again");
            }
            return null;
          };
      cluster.run(TaskSet.of("stage 1", List.of(flaky, flaky)));
      assertThat(cluster.log().counters()).isEqualTo(Map.of("c", 20L));

      Task<Void> sameAgain =
          context -> {
            count(context, a, context.attempt().task() - 5, 10);
            count(context, b, 0, 1);
            count(context, b, 0, 1);
            return null;
          };
      List<Task<Void>> fromFive =
          IntStream.range(5, 8).<Task<Void>>mapToObj(i -> numbered(i, sameAgain)).toList();
      cluster.run(TaskSet.of("stage 2", fromFive));
      assertThat(cluster.log().counters())
          .as("partition 2 of a is new, 0 of b once")
          .isEqualTo(Map.of("c", 31L));
    }
  }

  private static Task<Void> numbered(int number, Task<Void> task) {
    return new Task<>() {
      @Override
      public Void run(TaskContext context) throws Exception {
        return task.run(context);
      }

      @Override
      public int number() {
        return number;
      }
    };
  }

  @Test
  void aBroadcastIsDecodedOncePerNode() {
    List<String> value = List.of("x", "y");
    Output out = new Output(10);
    Codecs.dynamic().write(value, out);
    SideInput side = new SideInput(1, out.toByteArray());
    Operation step = step(1, new Handle(value, side));
    Task<Object> task =
        context -> {
          TaskScope scope = context.of(step);
          assertThat(scope.broadcast(1).value()).isEqualTo(value).isNotSameAs(value);
          assertThatThrownBy(() -> scope.broadcast(2)).isInstanceOf(IllegalStateException.class);
          return context.node().number()
              + " "
              + System.identityHashCode(scope.broadcast(1).value());
        };
    try (Cluster cluster = cluster()) {
      List<Object> seen =
          cluster.run(TaskSet.of("b", IntStream.range(0, 50).mapToObj(i -> task).toList()));
      assertThat(seen.stream().distinct().count()).isLessThanOrEqualTo(2);
    }
  }
}
