package dev.tandem.contract.engine;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.SplitRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a run may use and where it writes: the same options for every engine, so that a comparison
 * is fair.
 *
 * @param memory bytes of heap for data, shared equally by the slots
 * @param nodes virtual nodes of the embedded cluster
 * @param slots tasks at the same time on each node
 * @param partitions partitions of every shuffle; 0 for {@code nodes * slots}
 * @param attempts how often a task may be tried, at least 1
 * @param output the folder that the run creates, or null if the job writes no files
 * @param overwrite whether an existing output is replaced
 * @param scratch the folder below which the run makes its scratch folder
 * @param splits how inputs are cut
 * @param seed for everything that is drawn at random
 * @param conf engine-specific switches, by name
 * @param files the storage
 * @param listener hears of progress
 */
public record RunOptions(
    long memory,
    int nodes,
    int slots,
    int partitions,
    int attempts,
    String output,
    boolean overwrite,
    String scratch,
    SplitRule splits,
    long seed,
    Map<String, String> conf,
    FileStore files,
    RunListener listener) {

  /** Copies the switches and checks the numbers. */
  public RunOptions {
    require(memory >= 1 << 20, "memory", memory, "at least 1 MB");
    require(nodes >= 1, "nodes", nodes, "at least 1");
    require(slots >= 1, "slots", slots, "at least 1");
    require(partitions >= 0, "partitions", partitions, "at least 1 (0 for the default)");
    require(attempts >= 1, "attempts", attempts, "at least 1");
    conf = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(conf));
  }

  private static void require(boolean holds, String name, long value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be " + rule);
    }
  }

  /**
   * Half the heap, one node, a slot per processor, four attempts, local files, the system's folder
   * for temporary files.
   */
  public static RunOptions defaults() {
    return new RunOptions(
        Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 2),
        1,
        Runtime.getRuntime().availableProcessors(),
        0,
        4,
        null,
        false,
        System.getProperty("java.io.tmpdir"),
        SplitRule.DEFAULT,
        1,
        Map.of(),
        LocalFileStore.INSTANCE,
        RunListener.NONE);
  }

  /** The budget that follows from memory, nodes and slots. */
  public MemoryBudget budget() {
    return new MemoryBudget(memory, nodes * slots);
  }

  /**
   * The partitions of a shuffle that does not say: {@link #partitions}, or a partition per slot.
   */
  public int defaultPartitions() {
    return partitions > 0 ? partitions : nodes * slots;
  }

  /** A switch of {@link #conf}, or {@code otherwise}. */
  public String conf(String key, String otherwise) {
    return conf.getOrDefault(key, otherwise);
  }

  /** With another {@link #memory}. */
  public RunOptions withMemory(long bytes) {
    return with(change -> change.memory = bytes);
  }

  /** With other {@link #nodes} and {@link #slots}. */
  public RunOptions withNodes(int n, int slotsEach) {
    return with(
        change -> {
          change.nodes = n;
          change.slots = slotsEach;
        });
  }

  /** With another {@link #partitions}. */
  public RunOptions withPartitions(int n) {
    return with(change -> change.partitions = n);
  }

  /** With another {@link #attempts}. */
  public RunOptions withAttempts(int n) {
    return with(change -> change.attempts = n);
  }

  /** With another {@link #output}. */
  public RunOptions withOutput(String folder, boolean replace) {
    return with(
        change -> {
          change.output = folder;
          change.overwrite = replace;
        });
  }

  /** With another {@link #scratch}. */
  public RunOptions withScratch(String folder) {
    return with(change -> change.scratch = folder);
  }

  /** With another {@link #splits}. */
  public RunOptions withSplits(SplitRule rule) {
    return with(change -> change.splits = rule);
  }

  /** With another {@link #seed}. */
  public RunOptions withSeed(long value) {
    return with(change -> change.seed = value);
  }

  /** With one more switch in {@link #conf}. */
  public RunOptions withConf(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(conf);
    more.put(key, value);
    return with(change -> change.conf = more);
  }

  /** With another {@link #files}. */
  public RunOptions withFiles(FileStore store) {
    return with(change -> change.files = store);
  }

  /** With another {@link #listener}. */
  public RunOptions withListener(RunListener other) {
    return with(change -> change.listener = other);
  }

  private RunOptions with(Consumer<Change> edit) {
    Change change = new Change(this);
    edit.accept(change);
    return change.options();
  }

  /** The options with their fields open, between one immutable form and the next. */
  private static final class Change {
    private long memory;
    private int nodes;
    private int slots;
    private int partitions;
    private int attempts;
    private String output;
    private boolean overwrite;
    private String scratch;
    private SplitRule splits;
    private long seed;
    private Map<String, String> conf;
    private FileStore files;
    private RunListener listener;

    Change(RunOptions from) {
      memory = from.memory;
      nodes = from.nodes;
      slots = from.slots;
      partitions = from.partitions;
      attempts = from.attempts;
      output = from.output;
      overwrite = from.overwrite;
      scratch = from.scratch;
      splits = from.splits;
      seed = from.seed;
      conf = from.conf;
      files = from.files;
      listener = from.listener;
    }

    RunOptions options() {
      return new RunOptions(
          memory,
          nodes,
          slots,
          partitions,
          attempts,
          output,
          overwrite,
          scratch,
          splits,
          seed,
          conf,
          files,
          listener);
    }
  }
}
