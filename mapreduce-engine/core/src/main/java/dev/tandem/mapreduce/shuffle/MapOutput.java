package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.Fingerprint;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import java.io.IOException;
import java.util.List;

/**
 * Twin of the RDD engine's {@code ShuffleWriter}: every record is encoded and sorted here, and
 * hashed at most there.
 *
 * <p>The end of a map task: takes the records that the map function emits and leaves them on the
 * node's disk as one run, sorted by partition and key. What does not fit into the sort buffer is
 * spilled in sorted runs, which are merged at the end.
 */
public final class MapOutput implements Collector {
  private final TaskContext context;
  private final Shuffle shuffle;
  private final SortSettings settings;
  private final SortMemory memory;
  private final int input;
  private final KeyLayout layout;
  private final Fold fold;
  private final Shuffle.Placing placing;
  private final RecordOrder slow;
  private final SpillWriter writer;
  private final Spills spills;
  private final SpillThread spiller = new SpillThread();

  /** What is sorted and spilled at once. */
  private SortBuffer main;

  /** Where the mapper goes on while {@link #main} is being spilled; null if it waits. */
  private SortBuffer rest;

  /** The one of the two that is being filled. */
  private SortBuffer buffer;

  private long records;
  private long bytes;
  private final Fingerprint left = new Fingerprint();

  /** Null where nobody needs it. */
  private final Fingerprint emitted;

  /**
   * @param context the attempt
   * @param shuffle of the round
   * @param settings of the sort
   * @param input which input of the grouping this task maps
   * @param scope binds the handles that the combiner captured
   * @param memory left by the sort buffers of other tasks
   */
  public MapOutput(
      TaskContext context,
      Shuffle shuffle,
      SortSettings settings,
      int input,
      TaskScope scope,
      SortMemory memory) {
    this.memory = memory;
    this.emitted = shuffle.combines() && settings.losable() ? new Fingerprint() : null;
    this.spills = new Spills(context.files(), shuffle.partitions(), settings);
    this.context = context;
    this.shuffle = shuffle;
    this.settings = settings;
    this.input = input;
    this.layout = shuffle.layout();
    this.fold = shuffle.fold(input, scope);
    this.slow = shuffle.slowOrder(layout);
    this.placing = shuffle.placing();
    boolean beside = settings.rest() > 0;
    Fold writing = beside ? shuffle.fold(input, scope) : fold;
    this.writer = shuffle.spillWriters(context, writing, scope).get();
    this.main = buffer(settings.spilled(), settings.spillAt(), memory.take());
    this.rest = beside ? buffer(settings.rest(), Long.MAX_VALUE, null) : null;
    this.buffer = main;
    context.onAbort(spiller::end);
  }

  private SortBuffer buffer(long bytes, long limit, SortMemory.Piece piece) {
    return new SortBuffer(bytes, limit, shuffle.partitions(), layout, fold, piece);
  }

  @Override
  public void emit(Object key, Object value) {
    int partition = placing.partition(key, value);
    if (!buffer.add(partition, key, value, input)) {
      try {
        makeRoom(partition, key, value);
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
    }
    records++;
  }

  private void makeRoom(int partition, Object key, Object value) throws IOException {
    if (buffer == main && main.records() > 0) {
      spillMain();
      if (buffer.add(partition, key, value, input)) {
        return;
      }
    }
    if (buffer == rest) {
      takeBack();
      if (buffer.add(partition, key, value, input)) {
        return;
      }
      spill(main);
    }
    if (!buffer.add(partition, key, value, input)) {
      spillAlone(partition, key, value);
    }
  }

  /** Spills the full buffer; the mapper goes on in the rest, if there is one. */
  private void spillMain() throws IOException {
    if (rest == null) {
      spill(main);
    } else {
      spiller.start(() -> spill(main));
      buffer = rest;
    }
  }

  /**
   * Waits for the spill beside and moves into its place what the mapper has emitted meanwhile, so
   * that each spill begins at the same fill: Hadoop moves the equator of its ring instead.
   */
  private void takeBack() throws IOException {
    spiller.await();
    if (rest.records() > 0) {
      if (main.addAll(rest)) {
        rest.clear();
      } else {
        spill(rest);
      }
    }
    buffer = main;
  }

  /** Writes what is in a buffer as a sorted run, and clears the buffer for more. */
  private void spill(SortBuffer from) throws IOException {
    writeSorted(from);
    from.clear();
  }

  private void writeSorted(SortBuffer from) throws IOException {
    if (from.records() == 0) {
      return;
    }
    bytes += from.payload();
    if (emitted != null) {
      from.addTo(emitted);
    }
    from.sort(slow);
    write(
        new RunFile() {
          private int next;

          @Override
          public boolean isEmpty(int partition) {
            return from.records(partition) == 0;
          }

          @Override
          public void write(int partition, RunWriter out) throws IOException {
            int first = next;
            next += from.records(partition);
            writer.writeBuffered(from, first, next, out);
          }
        });
  }

  /** A record larger than the buffer becomes a run of its own. */
  private void spillAlone(int itsPartition, Object key, Object value) throws IOException {
    Output sortKey = new Output(1024);
    layout.write(key, value, input, sortKey);
    Output encoded = new Output(1024);
    fold.encode(value, encoded);
    bytes += sortKey.position() + encoded.position();
    if (emitted != null) {
      emitted.add(
          itsPartition,
          sortKey.array(),
          0,
          sortKey.position(),
          encoded.array(),
          0,
          encoded.position());
    }
    write(
        new RunFile() {
          @Override
          public boolean isEmpty(int partition) {
            return partition != itsPartition;
          }

          @Override
          public void write(int partition, RunWriter out) throws IOException {
            writer.writeAlone(sortKey, encoded, out);
          }
        });
  }

  private void write(RunFile content) throws IOException {
    context.checkStopped();
    context.fault("map.spill.write");
    int number = spills.size();
    spills.add(write("spill" + number, number, content, left));
  }

  private Run write(String name, int origin, RunFile content, Fingerprint into) throws IOException {
    return RunFile.write(
        context, name, shuffle.partitions(), origin, settings.compression(), content, into);
  }

  /**
   * Ends the task's output.
   *
   * @return the sorted run, a segment for each partition
   * @throws IOException if the storage fails
   */
  public Run finish() throws IOException {
    if (buffer == rest) {
      takeBack();
    }
    writeSorted(main);
    memory.give(main.release());
    buffer = null;
    main = null;
    rest = null;
    Run output =
        switch (spills.size()) {
          case 0 -> Run.nothing(shuffle.partitions());
          case 1 -> spills.all().get(0);
          default -> mergeSpills();
        };
    writeIndex(output);
    context.ledger().add(Measure.MAP_OUTPUT_RECORDS, records);
    context.ledger().add(Measure.COMBINE_INPUT_RECORDS, writer.combined());
    context.ledger().add(Measure.COMBINE_OUTPUT_RECORDS, writer.combinedTo());
    context.ledger().add(Measure.SHUFFLE_RECORDS, output.records());
    context.ledger().add(Measure.SHUFFLE_BYTES, output.payload());
    return new Run(output.path(), output.segments(), context.attempt().task());
  }

  /** What says whether another run of the task has emitted and left the same records. */
  public Prints prints() {
    boolean inParts = writer.combines() && spills.size() > 1;
    return new Prints(
        emitted == null ? Fingerprint.UNKNOWN : emitted.value(),
        inParts ? Fingerprint.UNKNOWN : left.value());
  }

  /** Bytes of the keys and values that were emitted, once {@link #finish} has returned. */
  public long bytes() {
    return bytes;
  }

  /** Hadoop writes one always; here only reducers that copy need it. */
  private void writeIndex(Run output) throws IOException {
    spills.deleteIndexes();
    if (settings.indexed() && output.path() != null) {
      IndexFile.write(context.files(), output);
    }
  }

  private Run mergeSpills() throws IOException {
    boolean combine = writer.combines() && spills.size() >= settings.combineMinSpills();
    Merger merger = new Merger(context, settings, slow);
    List<Run> runs = merger.down(spills.all(), true);
    context.fault("merge.write");
    Run output =
        write(
            "output",
            0,
            new MergedRuns(context, context.files(), runs, slow) {
              @Override
              void write(Merge merge, RunWriter out) throws IOException {
                if (combine) {
                  writer.writeCombined(merge, out);
                } else {
                  super.write(merge, out);
                }
              }
            },
            null);
    merger.delete(runs);
    return output;
  }
}
