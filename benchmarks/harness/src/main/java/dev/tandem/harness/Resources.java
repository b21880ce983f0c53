package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every contender may use.
 *
 * @param heap of each forked JVM in bytes; 0 for that of this JVM
 * @param memory bytes of heap for an engine's data; 0 for half the heap
 * @param nodes virtual nodes of an engine's cluster
 * @param slots tasks at the same time on each node
 * @param partitions partitions of every shuffle; 0 for nodes x slots
 * @param conf switches of engines, by name
 */
public record Resources(
    long heap, long memory, int nodes, int slots, int partitions, Map<String, String> conf) {
  /** Checks the numbers. */
  public Resources {
    if (heap != 0 && heap < 16 << 20) {
      throw new IllegalArgumentException("heap is " + heap + " bytes, it must be at least 16 MB");
    }
    long greatest = heap == 0 ? Runtime.getRuntime().maxMemory() : heap;
    memory = memory == 0 ? greatest / 2 : memory;
    if (memory > greatest) {
      throw new IllegalArgumentException(
          "memory is "
              + memory
              + " bytes, but the heap has only "
              + greatest
              + ": give a larger --heap");
    }
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
    options(memory, nodes, slots, partitions);
  }

  private static RunOptions options(long memory, int nodes, int slots, int partitions) {
    return RunOptions.defaults()
        .withMemory(memory)
        .withNodes(nodes, slots)
        .withPartitions(partitions);
  }

  /** With other slots on each node. */
  Resources withSlots(int other) {
    return new Resources(heap, memory, nodes, other, partitions, conf);
  }

  /** The same as options of a run. */
  RunOptions toOptions() {
    RunOptions options = options(memory, nodes, slots, partitions);
    for (Map.Entry<String, String> entry : conf.entrySet()) {
      options = options.withConf(entry.getKey(), entry.getValue());
    }
    return options;
  }

  /** This JVM's heap, half of it for data, one node, a slot for each processor. */
  public static Resources defaults() {
    return new Resources(0, 0, 1, Runtime.getRuntime().availableProcessors(), 0, Map.of());
  }
}
