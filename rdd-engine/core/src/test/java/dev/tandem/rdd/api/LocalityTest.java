package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two nodes of two slots, four tasks that run at the same time: each node has two of them. */
class LocalityTest extends ApiTest {
  private static final CyclicBarrier ALL = new CyclicBarrier(4);

  private static <T> Iterator<T> together(Iterator<T> records) throws Exception {
    ALL.await(1, TimeUnit.MINUTES);
    return records;
  }

  /** The node of each task of the last stage. */
  private Map<Integer, Integer> nodes() {
    RunReport report = sc.report();
    Map<Integer, Integer> nodes = new TreeMap<>();
    for (TaskReport task : report.units().get(report.units().size() - 1).tasks()) {
      nodes.put(task.task(), task.node());
    }
    return nodes;
  }

  @Test
  void aTaskRunsWhereItsPartitionIsKept() {
    Rdd<Integer> kept = sc.parallelize(upTo(8), 4).mapPartitions(LocalityTest::together).cache();
    kept.count();
    Map<Integer, Integer> blocks = new TreeMap<>();
    upTo(4).forEach(part -> blocks.put(part, sc.runtime().store().nodeOf(kept.node.id(), part)));
    assertThat(blocks).isEqualTo(nodes()).containsValues(0, 1);
    for (int again = 0; again < 8; again++) {
      kept.map(x -> -x).mapPartitions(LocalityTest::together).count();
      assertThat(nodes()).isEqualTo(blocks);
    }
  }

  private static final class Placing extends CustomRdd<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int numPartitions() {
      return 4;
    }

    @Override
    public int preferredNode(int partition) {
      return 1 - partition % 2;
    }

    @Override
    public Iterator<Integer> compute(int partition, List<Iterator<Object>> parents) {
      return List.of(partition).iterator();
    }
  }

  @Test
  void aTaskRunsWhereItsRddWishes() {
    for (int again = 0; again < 8; again++) {
      new Placing().in(sc).mapPartitions(LocalityTest::together).count();
      assertThat(nodes()).isEqualTo(Map.of(0, 1, 1, 0, 2, 1, 3, 0));
    }
  }
}
