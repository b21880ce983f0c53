package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.store.MemoryManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the map tasks of one shuffle have published. Guarded by the {@link ShuffleStore}. */
final class ShuffleOutputs {
  /** What is shuffled. A shuffle itself is not held: it is known as long as it can be reached. */
  private final String step;

  private final String unit;
  private final MemoryManager memory;
  private final MapOutput[] maps;
  private final long[] made;
  private final Loss[] lost;
  private final boolean[] ran;
  private final long[] published;
  private final boolean[] counted;
  private final UsedRecords used;
  private long heapBytes;

  /** In which lies, or has lain, what was published. */
  private final Set<String> files = new HashSet<>();

  /**
   * @param unit the stage that computes it
   * @param memory gets back what is dropped
   */
  ShuffleOutputs(Shuffle shuffle, String unit, MemoryManager memory) {
    int tasks = shuffle.maps();
    int partitions = shuffle.grouping().partitions();
    this.step = shuffle.from();
    this.unit = unit;
    this.memory = memory;
    this.maps = new MapOutput[tasks];
    this.made = new long[tasks];
    this.lost = new Loss[tasks];
    this.ran = new boolean[tasks];
    this.published = new long[partitions];
    this.counted = new boolean[partitions];
    this.used = new UsedRecords(tasks);
  }

  /** The stage that computes it. */
  String unit() {
    return unit;
  }

  /** Which records tasks have read. */
  UsedRecords used() {
    return used;
  }

  /** What is there takes so much of the heap. */
  long heapBytes() {
    return heapBytes;
  }

  /** The files that hold, or have held, something of it. */
  Set<String> files() {
    return files;
  }

  /** What is there now, by map task; null where nothing is. */
  MapOutput[] maps() {
    return maps.clone();
  }

  /** The map tasks whose output is not there. */
  List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int map = 0; map < maps.length; map++) {
      if (maps[map] == null) {
        missing.add(map);
      }
    }
    return missing;
  }

  /** What was lost of a map task and is not there again; null if nothing is. */
  Loss lost(int map) {
    return lost[map];
  }

  /** Whether a map task was committed before. */
  boolean ran(int map) {
    return ran[map];
  }

  /**
   * Takes an output; on a node that was lost meanwhile it is lost too.
   *
   * @param number of all that are published, in their order
   */
  void publish(int map, MapOutput output, long number) {
    count(map, output);
    made[map] = number;
    if (output.readable()) {
      maps[map] = output;
      lost[map] = null;
      heapBytes += output.heapBytes();
    } else {
      lost[map] = new Loss(output.node(), number);
      memory.releaseShuffle(output.heapBytes());
    }
  }

  /** What is published again after a loss has been counted before. */
  private void count(int map, MapOutput output) {
    if (!ran[map]) {
      for (int partition = 0; partition < published.length; partition++) {
        published[partition] += output.bucket(partition).records();
      }
    }
    ran[map] = true;
  }

  /** The failure of a job that would mix the records of two runs of a map task. */
  JobFailed mixed(String job, int map) {
    return new JobFailed(
        "job "
            + job
            + ": "
            + unit
            + ", task "
            + map
            + ": its output was lost, and run again step '"
            + step
            + "' gave other records, while tasks behind it have used the first ones; mixing them"
            + " would be wrong. A function before the shuffle is not deterministic: make it depend"
            + " on its records alone, or checkpoint what it gives");
  }

  /** Drops all. */
  void dropAll() {
    for (int map = 0; map < maps.length; map++) {
      if (maps[map] != null) {
        drop(map);
      }
    }
  }

  /** Drops what is on a node or refers to what was there; returns how many outputs that are. */
  int lose(Node node) {
    int lost = 0;
    for (int map = 0; map < maps.length; map++) {
      if (maps[map] != null && (maps[map].node() == node || !maps[map].spilled().readable())) {
        drop(map);
        lost++;
      }
    }
    return lost;
  }

  /** Drops an output, unless another one is in its place by now. */
  @SuppressWarnings("ReferenceEquality") // The very output that was read, not one like it.
  boolean drop(int map, MapOutput output) {
    boolean there = maps[map] == output;
    if (there) {
      drop(map);
    }
    return there;
  }

  private void drop(int map) {
    heapBytes -= maps[map].heapBytes();
    maps[map].files(files::add);
    memory.releaseShuffle(maps[map].heapBytes());
    lost[map] = new Loss(maps[map].node(), made[map]);
    maps[map] = null;
  }

  /** Claims the right to count what is fetched of a partition; false if somebody has. */
  boolean claim(int partition) {
    boolean first = !counted[partition];
    counted[partition] = true;
    return first;
  }

  /** Who had claimed a partition has failed. */
  void unclaim(int partition) {
    counted[partition] = false;
  }

  /** Counts all partitions that nobody has; returns their records. */
  long waive() {
    long records = 0;
    for (int partition = 0; partition < counted.length; partition++) {
      records += counted[partition] ? 0 : published[partition];
      counted[partition] = true;
    }
    return records;
  }
}
