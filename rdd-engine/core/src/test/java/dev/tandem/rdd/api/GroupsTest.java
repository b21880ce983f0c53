package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import java.util.function.UnaryOperator;

/** A group that is larger than the memory, on three nodes. */
abstract class GroupsTest extends ApiTest {
  static final int VALUES = 100_000;

  /** Counts how often the group was made. */
  LongAccumulator grouped;

  /** One group that is larger than the memory, counted each time it is made. */
  final PairRdd<String, Iterable<String>> group() {
    return group(options -> options);
  }

  final PairRdd<String, Iterable<String>> group(UnaryOperator<RunOptions> change) {
    sc.close();
    sc =
        Contexts.open(folder, options -> change.apply(options.withMemory(4 << 20).withNodes(3, 1)));
    LongAccumulator count = sc.longAccumulator();
    grouped = count;
    return sc.parallelize(upTo(VALUES), 2)
        .mapToPair(i -> new Pair<>("key", "value number " + i + " of many that are as long"))
        .groupByKey(1)
        .mapValues(
            values -> {
              count.add(1L);
              return values;
            });
  }

  /** In a frame of its own: what a frame refers to is reached. */
  static void assertWhole(RddLike<Pair<String, Iterable<String>>> groups) {
    assertWhole(groups.collect().get(0).second());
  }

  static void assertWhole(Iterable<String> group) {
    assertThat(group).isInstanceOf(SpilledValues.class);
    int count = 0;
    for (String value : group) {
      assertThat(value).startsWith("value number ");
      count++;
    }
    assertThat(count).isEqualTo(VALUES);
  }

  final int nodeOf(RddLike<?> rdd) {
    return sc.runtime().store().nodeOf(rdd.node.id(), 0);
  }

  final void lose(int node) {
    sc.runtime().cluster().lose(sc.runtime().cluster().nodes().get(node));
  }
}
