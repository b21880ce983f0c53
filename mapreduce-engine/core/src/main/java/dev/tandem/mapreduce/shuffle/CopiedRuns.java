package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What a reduce task has copied so far, in memory and on its disk, and the merges between: Hadoop's
 * {@code MergeManagerImpl}. A merge is done by the thread whose copy made it due, while the others
 * go on copying. Thread-safe.
 */
final class CopiedRuns {
  private static final Comparator<Run> SMALLEST_FIRST =
      Comparator.comparingLong(Run::bytes).thenComparingInt(Run::origin);

  private final TaskContext context;
  private final ShuffleSettings settings;
  private final SortSettings sort;
  private final Supplier<RecordOrder> slow;
  private final ReduceCombiner combiner;
  private final ShuffleMemory memory;
  private final CopiedFiles files;
  private final AtomicInteger origins;
  private final AtomicInteger names = new AtomicInteger();
  private List<Run> inMemory = new ArrayList<>();

  /** What merges in memory have made of copies. */
  private List<Run> merged = new ArrayList<>();

  private List<Run> onDisk = new ArrayList<>();
  private long committed;

  /**
   * @param context the attempt
   * @param settings of the copies
   * @param sort how many runs are merged at once, and how they are written
   * @param slow makes the order of the runs for one merge, or null for that of the sort keys' bytes
   * @param combiner combines what merges write that begin in memory
   * @param firstOwn the first number that is no map task's
   */
  CopiedRuns(
      TaskContext context,
      ShuffleSettings settings,
      SortSettings sort,
      Supplier<RecordOrder> slow,
      ReduceCombiner combiner,
      int firstOwn) {
    this.context = context;
    this.settings = settings;
    this.sort = sort;
    this.slow = slow;
    this.combiner = combiner;
    this.memory = new ShuffleMemory(settings.memory(), settings.single());
    this.files = new CopiedFiles(context.files(), memory::release);
    this.origins = new AtomicInteger(firstOwn);
  }

  /** Where the runs can be read. */
  CopiedFiles files() {
    return files;
  }

  /** The memory of the copies. */
  ShuffleMemory memory() {
    return memory;
  }

  /**
   * Copies one segment of a map output, and merges if it is due.
   *
   * @param run of one segment, which is not empty
   * @throws RunLost if it cannot be read
   * @throws IOException if this task's own disk fails
   */
  void copy(Run run) throws IOException, InterruptedException {
    Segment segment = run.segments().get(0);
    long from = begin(segment);
    long bytes = held(run);
    if (memory.reserve(bytes)) {
      addInMemory(copyToMemory(run, from, bytes));
    } else {
      addOnDisk(copyToDisk(run, segment, from, bytes));
    }
  }

  /** Who reads the first segment of a file looks at the head of the file too. */
  private static long begin(Segment segment) {
    return segment.offset() == Segment.FIRST ? 0 : segment.offset();
  }

  /**
   * The memory that a copy takes: what is reserved for copies and what makes a merge due are the
   * same bytes, or the memory could be full without one.
   */
  private static long held(Run copy) {
    Segment segment = copy.segments().get(0);
    return segment.offset() + segment.bytes() - begin(segment);
  }

  private static long held(List<Run> copies) {
    return copies.stream().mapToLong(CopiedRuns::held).sum();
  }

  private Run copyToMemory(Run run, long from, long bytes) throws IOException {
    byte[] copy;
    try (InputStream in = context.files().open(run.path(), from)) {
      copy = in.readNBytes((int) bytes);
    } catch (IOException e) {
      memory.release(bytes);
      throw new RunLost(run.origin(), e);
    }
    memory.release(bytes - copy.length);
    return new Run(files.add(copy, from), run.segments(), run.origin());
  }

  private Run copyToDisk(Run run, Segment segment, long from, long bytes) throws IOException {
    String path = context.scratchFile("copy" + run.origin());
    try (OutputStream out = context.files().create(path)) {
      copy(run, from, bytes, out);
    }
    context.ledger().add(Measure.SPILLED_RECORDS, segment.records());
    context.ledger().add(Measure.SPILLED_BYTES, segment.bytes());
    return new Run(files.add(path, from), run.segments(), run.origin());
  }

  private void copy(Run run, long from, long bytes, OutputStream out) throws IOException {
    byte[] piece = new byte[(int) Math.min(bytes, 1 << 16)];
    try (InputStream in = open(run, from)) {
      for (long rest = bytes; rest > 0; ) {
        int n;
        try {
          n = in.readNBytes(piece, 0, (int) Math.min(rest, piece.length));
        } catch (IOException e) {
          throw new RunLost(run.origin(), e);
        }
        if (n == 0) {
          return;
        }
        out.write(piece, 0, n);
        rest -= n;
        context.checkStopped();
      }
    }
  }

  private InputStream open(Run run, long from) throws IOException {
    try {
      return context.files().open(run.path(), from);
    } catch (IOException e) {
      throw new RunLost(run.origin(), e);
    }
  }

  private void addInMemory(Run run) throws IOException {
    List<Run> toDisk;
    List<Run> together = List.of();
    synchronized (this) {
      inMemory.add(run);
      committed += held(run);
      toDisk = dueToDisk();
      if (toDisk.isEmpty() && reaches(inMemory.size(), settings.mergeInMemoryAt())) {
        together = takeFromMemory();
      }
    }
    spill(toDisk);
    if (!together.isEmpty()) {
      addMerged(mergeInMemory(together), held(together));
    }
  }

  /** Takes all that is in memory if there is too much of it. Called with this object's lock. */
  private List<Run> dueToDisk() {
    if (committed < settings.mergeAt() && !reaches(inMemory.size(), settings.mergeAtSegments())) {
      return List.of();
    }
    List<Run> due = takeFromMemory();
    due.addAll(merged);
    merged = new ArrayList<>();
    committed -= held(due);
    return due;
  }

  private void spill(List<Run> due) throws IOException {
    if (!due.isEmpty()) {
      addOnDisk(mergeToDisk(due, combiner));
    }
  }

  private static boolean reaches(int copies, int threshold) {
    return threshold > 0 && copies >= threshold;
  }

  private List<Run> takeFromMemory() {
    List<Run> taken = inMemory;
    inMemory = new ArrayList<>();
    return taken;
  }

  /**
   * Hadoop's {@code IntermediateMemoryToMemoryMerger}, which does not combine either. Compressed as
   * the copies are: else a few copies that are within their memory could fill the heap.
   */
  private Run mergeInMemory(List<Run> due) throws IOException {
    String path = files.newPath();
    Segment all;
    try (RunWriter out = new RunWriter(files, path, sort.compression())) {
      new MergedRuns(context, files, byOrigin(due), slow.get()).write(0, out);
      all = out.endSegment();
    }
    Run together = new Run(path, List.of(all), origins.getAndIncrement());
    memory.take(held(together));
    delete(due);
    return together;
  }

  /**
   * What is merged in memory may be larger than its copies were, where it is not compressed as well
   * as they are, and then nobody could begin another copy that would find out.
   */
  private void addMerged(Run run, long heldBefore) throws IOException {
    List<Run> toDisk;
    synchronized (this) {
      merged.add(run);
      committed += held(run) - heldBefore;
      toDisk = dueToDisk();
    }
    spill(toDisk);
  }

  private static List<Run> byOrigin(List<Run> runs) {
    return runs.stream().sorted(Comparator.comparingInt(Run::origin)).toList();
  }

  /** Merges on disk begin late, so that each takes as many runs as it may. */
  private void addOnDisk(Run run) throws IOException {
    List<Run> due = new ArrayList<>();
    synchronized (this) {
      onDisk.add(run);
      if (onDisk.size() >= 2 * sort.factor() - 1) {
        onDisk.sort(SMALLEST_FIRST);
        due.addAll(onDisk.subList(0, sort.factor()));
        onDisk = new ArrayList<>(onDisk.subList(sort.factor(), onDisk.size()));
      }
    }
    if (!due.isEmpty()) {
      addOnDisk(mergeToDisk(due, ReduceCombiner.NONE));
    }
  }

  private Run mergeToDisk(List<Run> due, ReduceCombiner folding) throws IOException {
    context.fault("merge.write");
    Run run =
        RunFile.write(
            context,
            "shuffled" + names.getAndIncrement(),
            1,
            origins.getAndIncrement(),
            sort.compression(),
            folding.over(context, files, byOrigin(due), slow.get()));
    delete(due);
    return run;
  }

  /**
   * All that was copied, as runs that are merged at once while groups are reduced. What may not
   * stay in memory is written to disk before. No copies are made any more.
   */
  List<Run> forReduce() throws IOException {
    inMemory.addAll(merged);
    inMemory.sort(SMALLEST_FIRST);
    long kept = held(inMemory);
    List<Run> leaving = new ArrayList<>();
    while (kept > settings.keep()) {
      Run run = inMemory.remove(0);
      kept -= held(run);
      leaving.add(run);
    }
    if (!leaving.isEmpty() && onDisk.size() < sort.factor()) {
      onDisk.add(mergeToDisk(leaving, ReduceCombiner.NONE));
      leaving.clear();
    }
    Merger merger = new Merger(context, files, sort, slow.get());
    List<Run> last =
        new ArrayList<>(merger.down(onDisk, leaving, origins.getAndAdd(onDisk.size() + 1)));
    last.addAll(inMemory);
    last.sort(Comparator.comparingInt(Run::origin));
    return last;
  }

  /** Deletes what was copied: it has been reduced. */
  void delete(List<Run> runs) throws IOException {
    for (Run run : runs) {
      files.delete(run.path());
    }
  }
}
