package dev.tandem.rdd.run;

import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which shuffles are still waited for: those that are read by stages which are still to run. The
 * others may be dropped for room. Thread-safe.
 */
final class Waiting {
  private final RddRuntime runtime;
  private final Map<RddNode, Reads> stages = new HashMap<>();
  private final Map<ShuffleDependency, Integer> readers = new HashMap<>();

  /** What a stage reads, and how often it is still to run. */
  private static final class Reads {
    private final List<ShuffleDependency> shuffles;
    private int times;

    Reads(List<ShuffleDependency> shuffles) {
      this.shuffles = shuffles;
    }
  }

  Waiting(RddRuntime runtime) {
    this.runtime = runtime;
  }

  /** A stage is still to run; called as often as {@link #done}. */
  synchronized void add(RddNode last) {
    Reads reads =
        stages.computeIfAbsent(last, rdd -> new Reads(Lineage.shuffles(rdd, member -> true)));
    reads.times++;
    for (ShuffleDependency shuffle : reads.shuffles) {
      if (readers.merge(shuffle, 1, Integer::sum) == 1) {
        runtime.shuffles().awaited(shuffle);
      }
    }
  }

  /** A stage has run. */
  synchronized void done(RddNode last) {
    Reads reads = stages.get(last);
    if (--reads.times == 0) {
      stages.remove(last);
    }
    for (ShuffleDependency shuffle : reads.shuffles) {
      if (readers.merge(shuffle, -1, Integer::sum) == 0) {
        readers.remove(shuffle);
        runtime.shuffles().idle(shuffle);
      }
    }
  }
}
