package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.rdd.lineage.ComputeContext;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Comparators are called on the driver, too; what they throw there names the step. */
class DriverComparatorTest extends ApiTest {
  /** Works in tasks. */
  private static final class OnlyInTasks implements Comparator<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    private static volatile boolean everywhere;

    @Override
    public int compare(Integer a, Integer b) {
      if (ComputeContext.current() == null && !everywhere) {
        throw new IllegalStateException("not on the driver");
      }
      return a.compareTo(b);
    }
  }

  @Test
  void theStepIsNamed() {
    OnlyInTasks order = new OnlyInTasks();
    Rdd<Integer> numbers = sc.parallelize(upTo(100), 4);
    PairRdd<Integer, Integer> pairs = numbers.mapToPair(x -> new Pair<>(x, x));
    OnlyInTasks.everywhere = true;
    PairRdd<Integer, Integer> ranges =
        pairs.partitionBy(new RangePartitioner<>(3, pairs, order, true));
    OnlyInTasks.everywhere = false;
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("sortByKey", () -> pairs.sortByKey(order, true, 3));
    calls.put("RangePartitioner", () -> new RangePartitioner<>(3, pairs, order, true));
    calls.put("takeOrdered", () -> numbers.takeOrdered(5, order));
    calls.put("top", () -> numbers.top(5, order));
    calls.put("max", () -> numbers.max(order));
    calls.put("min", () -> numbers.min(order));
    calls.put("lookup", () -> ranges.lookup(7));
    calls.put("filterByRange", () -> ranges.filterByRange(order, 7, 9));
    calls.forEach(
        (step, call) ->
            assertThatThrownBy(call)
                .as(step)
                .isInstanceOf(StepFailure.class)
                .hasMessage(
                    "step '" + step + "': java.lang.IllegalStateException: not on the driver"));
  }
}
