package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.Node;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.store.MemoryManager;
import dev.tandem.rdd.store.Reclaim;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What map tasks have published, and where it is: Spark's map output tracker and shuffle files in
 * one. Outputs stay when they have been read, so that a later action finds them and skips the
 * stage; see {@link #idle} for how long. They are lost with their node.
 *
 * <p><b>Fetched records</b> are counted once for each partition of each shuffle, however often it
 * is read again by retries, by second consumers or by later actions: only so can they equal the
 * records that were published. The first attempt that reads a partition claims the right to count
 * it, and loses it if it is not committed.
 *
 * <p>THREADING: safe.
 */
public final class ShuffleStore {
  /**
   * Every reduce task looks for its part of every map task's output: beyond this that alone would
   * take minutes.
   */
  private static final long MOST_PARTS = 1_000_000_000;

  private final String job;
  private final MemoryManager memory;
  private final FileStore files;
  private final LossRules rules;
  private volatile boolean deletes;

  /** Outputs so far; guarded by this object. */
  private long published;

  /** Guarded by this object. */
  private final Map<Integer, ShuffleOutputs> shuffles = new LinkedHashMap<>();

  /** In the order in which they became idle; guarded by this object. */
  private final Set<Integer> idle = new LinkedHashSet<>();

  /**
   * @param job for errors
   * @param memory gets back what lost outputs took
   * @param files hold what memory has no room for
   * @param rules what is done about losses
   */
  public ShuffleStore(String job, MemoryManager memory, FileStore files, LossRules rules) {
    this.files = files;
    this.job = job;
    this.memory = memory;
    this.rules = rules;
  }

  /** What is done about losses. */
  public LossRules rules() {
    return rules;
  }

  /**
   * Makes room for a shuffle, if it is not known yet.
   *
   * @param unit the stage that computes it
   * @throws JobFailed if it has too many tasks and partitions
   */
  public synchronized void register(Shuffle shuffle, String unit) {
    checkParts(shuffle.maps(), shuffle.grouping().partitions(), unit);
    int id = shuffle.id();
    if (shuffles.putIfAbsent(id, new ShuffleOutputs(shuffle, unit, memory)) == null) {
      Reclaim.after(shuffle, () -> forget(id));
    }
  }

  /** The program cannot reach a shuffle any more: nobody reads it, and nobody will. */
  private void forget(int id) {
    Set<String> unread;
    synchronized (this) {
      idle.remove(id);
      ShuffleOutputs gone = shuffles.remove(id);
      gone.dropAll();
      unread = gone.files();
    }
    if (deletes) {
      unread.forEach(file -> Reclaim.delete(files, file));
    }
  }

  /** Whether files of forgotten shuffles are deleted: not once the run is over. */
  public void deletes(boolean on) {
    deletes = on;
  }

  /** How many shuffles the program can still reach. */
  public synchronized int known() {
    return shuffles.size();
  }

  static void checkParts(int tasks, int partitions, String unit) {
    if ((long) tasks * partitions > MOST_PARTS) {
      throw new JobFailed(
          unit
              + " has "
              + tasks
              + " tasks and "
              + partitions
              + " partitions, so its shuffle would have "
              + (long) tasks * partitions
              + " parts, the most is "
              + MOST_PARTS
              + "; use fewer partitions");
    }
  }

  /** A stage that is still to run reads this shuffle: it is not dropped. */
  public synchronized void awaited(Shuffle shuffle) {
    idle.remove(shuffle.id());
  }

  /**
   * Nobody waits for this shuffle any more. It stays for later actions as long as idle shuffles
   * take no more than a part of the memory, and makes room for new ones, those that were idle first
   * going first. One that was dropped and is needed after all is lost data like other: it is
   * computed again.
   */
  public synchronized void idle(Shuffle shuffle) {
    ShuffleOutputs outputs = shuffles.get(shuffle.id());
    if (outputs != null) {
      outputs.used().forget();
    }
    if (outputs != null && outputs.heapBytes() > 0) {
      idle.add(shuffle.id());
    }
    dropIdle(idleBytes() - memory.idleShuffle());
  }

  /**
   * Drops idle shuffles, if they are enough.
   *
   * @param bytes how much is wanted
   * @return whether so much was freed
   */
  synchronized boolean dropIdle(long bytes) {
    if (idleBytes() < bytes) {
      return false; // who asks writes a file all the same: they would be lost for nothing
    }
    long freed = 0;
    for (Iterator<Integer> oldest = idle.iterator(); freed < bytes && oldest.hasNext(); ) {
      ShuffleOutputs outputs = shuffles.get(oldest.next());
      freed += outputs.heapBytes();
      outputs.dropAll();
      oldest.remove();
    }
    return true;
  }

  private long idleBytes() {
    return idle.stream().mapToLong(id -> shuffles.get(id).heapBytes()).sum();
  }

  /** Whether all map tasks of a shuffle have published. */
  public synchronized boolean complete(Shuffle shuffle) {
    return shuffles.containsKey(shuffle.id()) && missing(shuffle).isEmpty();
  }

  /** The map tasks of a registered shuffle whose output is not there. */
  public synchronized List<Integer> missing(Shuffle shuffle) {
    return shuffles.get(shuffle.id()).missing();
  }

  /** What was lost of a map task of a registered shuffle and is not there again; or null. */
  public synchronized Loss lost(Shuffle shuffle, int map) {
    return shuffles.get(shuffle.id()).lost(map);
  }

  /** How many outputs have been published so far. */
  public synchronized long published() {
    return published;
  }

  /** Whether a map task of a registered shuffle was committed before. */
  public synchronized boolean ran(Shuffle shuffle, int map) {
    return shuffles.get(shuffle.id()).ran(map);
  }

  /**
   * Takes the output of a committed map task; on a node that was lost meanwhile it is lost too.
   *
   * @throws JobFailed if the task was run before and gave other records then, which a stage that is
   *     not over yet has used: the two must not be mixed
   */
  public synchronized void publish(int shuffle, int map, MapOutput output) {
    ShuffleOutputs outputs = shuffles.get(shuffle);
    if (outputs.used().clashes(map, output)) {
      memory.releaseShuffle(output.heapBytes());
      throw outputs.mixed(job, map);
    }
    outputs.publish(map, output, ++published);
  }

  /**
   * Forgets what a lost node had published.
   *
   * @return the number of outputs that are lost
   */
  public synchronized int lose(Node node) {
    int lost = 0;
    for (ShuffleOutputs outputs : shuffles.values()) {
      lost += outputs.lose(node);
    }
    return lost;
  }

  private synchronized void dropDamaged(ShuffleOutputs outputs, int map, MapOutput damaged) {
    if (outputs.drop(map, damaged) && rules.wholeNode()) {
      lose(damaged.node());
    }
  }

  /**
   * Hands over one partition of a shuffle, map by map in their order.
   *
   * @return whether this attempt is the one to count the partition
   * @throws FetchFailure if an output is lost or damaged
   */
  public boolean read(Shuffle shuffle, int partition, TaskResources context, Intake intake)
      throws FetchFailure {
    ShuffleOutputs outputs;
    MapOutput[] maps;
    synchronized (this) {
      outputs = shuffles.get(shuffle.id());
      maps = outputs.maps();
      outputs.used().begin(maps);
    }
    context.task().onAbort(() -> ended(outputs, maps));
    // Before they are read: who has enough of them ends in the middle, and has used them too.
    context.task().beforeAccepted(() -> check(outputs, maps));
    context.task().onAccepted(() -> use(outputs, maps));
    ShuffleForm form = ShuffleForm.of(shuffle.grouping(), shuffle.input());
    long records = 0;
    for (int map = 0; map < maps.length; map++) {
      context.task().checkStopped();
      read(outputs, map, maps[map], partition, form, context, intake);
      records += maps[map].bucket(partition).records();
    }
    boolean first = claim(outputs, partition, context.task());
    context.count(Measure.FETCHED_RECORDS, first ? records : 0);
    return first;
  }

  /**
   * Whether tasks have used records of a map task that nobody has summed up: if it is run again, it
   * has to show that it gives the same ones each time.
   */
  public synchronized boolean usedUnseen(Shuffle shuffle, int map) {
    return shuffles.get(shuffle.id()).used().isUnseen(map);
  }

  /** The records of a map task that have been used are taken to have been those of a rehearsal. */
  public synchronized void suppose(Shuffle shuffle, int map, Digest rehearsed) {
    shuffles.get(shuffle.id()).used().suppose(map, rehearsed);
  }

  private synchronized void ended(ShuffleOutputs outputs, MapOutput[] read) {
    outputs.used().end(read);
  }

  /** A task is refused that has read other records than those that have been used. */
  private synchronized void check(ShuffleOutputs outputs, MapOutput[] read) {
    int other = outputs.used().clash(read);
    if (other >= 0) {
      throw outputs.mixed(job, other);
    }
  }

  /** A task that has read these outputs was accepted. */
  private synchronized void use(ShuffleOutputs outputs, MapOutput[] read) {
    outputs.used().end(read);
    outputs.used().use(read);
  }

  private void read(
      ShuffleOutputs outputs,
      int map,
      MapOutput output,
      int partition,
      ShuffleForm form,
      TaskResources context,
      Intake intake)
      throws FetchFailure {
    if (output == null) {
      throw new FetchFailure(outputs.unit(), map, new IOException("its node was lost"));
    }
    if (!output.spilled().readable()) {
      throw damaged(outputs, map, output, context, new IOException("it refers to a lost group"));
    }
    try {
      context.task().fault("shuffle.fetch");
      context.reading(output.spilled());
      Damage damage = thrown -> damaged(outputs, map, output, context, thrown);
      output.bucket(partition).read(intake, form, context.files(), damage);
    } catch (IOException | CorruptDataException e) {
      throw damaged(outputs, map, output, context, e);
    }
  }

  private FetchFailure damaged(
      ShuffleOutputs outputs, int map, MapOutput output, TaskResources context, Exception thrown) {
    if (context.task().stopped()) {
      // the interruption of a task that was told to stop looks like a broken file
      throw new TaskStopped(context.task().attempt() + " was stopped");
    }
    dropDamaged(outputs, map, output);
    return new FetchFailure(outputs.unit(), map, thrown);
  }

  private synchronized boolean claim(ShuffleOutputs outputs, int partition, TaskContext task) {
    if (!outputs.claim(partition)) {
      return false;
    }
    task.onAbort(() -> unclaim(outputs, partition));
    return true;
  }

  private synchronized void unclaim(ShuffleOutputs outputs, int partition) {
    outputs.unclaim(partition);
  }

  /**
   * A {@code take} had enough before it had read all partitions of these shuffles. What it has left
   * unread is nobody's loss: it counts as fetched, so that the books balance, and is not counted
   * again if a later action reads it.
   *
   * @return the number of records
   */
  public synchronized long waive(List<? extends Shuffle> unread) {
    long records = 0;
    for (Shuffle shuffle : unread) {
      ShuffleOutputs outputs = shuffles.get(shuffle.id());
      records += outputs == null ? 0 : outputs.waive();
    }
    return records;
  }
}
