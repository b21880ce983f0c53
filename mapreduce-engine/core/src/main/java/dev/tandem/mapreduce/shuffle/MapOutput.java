package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The end of a map task: takes the records that the map function emits and leaves them on the node's disk as one run, sorted by
 * partition and key. What does not fit into the sort buffer is spilled in sorted runs, which are merged at the end.
 */
public final class MapOutput implements Collector {
  private final TaskContext context;
  private final Shuffle shuffle;
  private final SortSettings settings;
  private final SortMemory memory;
  private final int input;
  private final KeyLayout layout;
  private final Partitioner<Object> partitioner;
  private final Codec<Object> keyCodec;
  private final Fold fold;
  private final RecordOrder slow;
  private final Output folded = new Output(64);
  private final List<Run> spills = new ArrayList<>();
  private SortBuffer buffer;
  private long records;
  private long combined;
  private long combinedTo;

  /**
   * @param context the attempt
   * @param shuffle of the round
   * @param settings of the sort
   * @param input which input of the grouping this task maps
   * @param scope binds the handles that the combiner captured
   * @param memory left by the sort buffers of other tasks
   */
  public MapOutput(
      TaskContext context, Shuffle shuffle, SortSettings settings, int input, TaskScope scope, SortMemory memory) {
    this.memory = memory;
    this.context = context;
    this.shuffle = shuffle;
    this.settings = settings;
    this.input = input;
    this.layout = shuffle.layout();
    this.partitioner = shuffle.partitioner();
    this.keyCodec = shuffle.key();
    this.fold = fold(shuffle, input, scope);
    this.slow = shuffle.slowOrder(layout);
    this.buffer =
        new SortBuffer(
            settings.buffer(), settings.spillPercent(), shuffle.partitions(), layout, fold, memory.take());
  }

  private static Fold fold(Shuffle shuffle, int input, TaskScope scope) {
    Codec<Object> values = shuffle.values().get(input);
    if (shuffle.combiner() == null) {
      return Fold.none(values);
    }
    Aggregator<Object, Object, Object> aggregator = shuffle.combiner().open(scope);
    return Fold.of(shuffle.combineStep().name(), aggregator, values);
  }

  @Override
  public void emit(Object key, Object value) {
    int partition = partition(key);
    if (!buffer.add(partition, key, value, input)) {
      try {
        makeRoom(partition, key, value);
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
    }
    records++;
  }

  private int partition(Object key) {
    int partitions = shuffle.partitions();
    if (partitioner == null) {
      return Math.floorMod(keyCodec.hash(key), partitions);
    }
    int partition = partitioner.partition(key, partitions);
    if (partition < 0 || partition >= partitions) {
      throw new StepFailure(
          shuffle.step(), "Illegal partition " + partition + " for key " + key + "; it must be 0 to " + (partitions - 1), null);
    }
    return partition;
  }

  private void makeRoom(int partition, Object key, Object value) throws IOException {
    if (buffer.records() > 0) {
      spill();
      if (buffer.add(partition, key, value, input)) {
        return;
      }
    }
    spillAlone(partition, key, value);
  }

  /** Writes what is in the buffer as a sorted run. */
  private void spill() throws IOException {
    context.checkStopped();
    buffer.sort(slow);
    int[] next = {0};
    write(partition -> {
      int end = next[0] + buffer.records(partition);
      return out -> {
        copyBuffered(out, next[0], end);
        next[0] = end;
      };
    });
    buffer.clear();
  }

  /** A record larger than the buffer becomes a run of its own. */
  private void spillAlone(int partition, Object key, Object value) throws IOException {
    Output sortKey = new Output(1024);
    layout.write(key, value, input, sortKey);
    Output encoded = new Output(1024);
    fold.encode(value, encoded);
    write(p -> out -> {
      if (p == partition && fold.combines()) {
        fold.begin();
        fold.add(encoded.array(), 0, encoded.position());
        combined++;
        writeFolded(out, sortKey.array(), 0, sortKey.position());
      } else if (p == partition) {
        out.write(sortKey, encoded);
      }
    });
  }

  private interface Content {
    void writeTo(RunWriter out) throws IOException;
  }

  private interface ContentOf {
    Content partition(int partition) throws IOException;
  }

  private Run write(ContentOf contents) throws IOException {
    context.fault("map.spill.write");
    String path = context.scratchFile("spill" + spills.size());
    List<Segment> segments = new ArrayList<>(shuffle.partitions());
    try (RunWriter out = new RunWriter(context.files(), path)) {
      for (int p = 0; p < shuffle.partitions(); p++) {
        contents.partition(p).writeTo(out);
        segments.add(out.endSegment());
      }
    }
    Run run = new Run(path, segments, spills.size());
    countSpilled(run);
    spills.add(run);
    return run;
  }

  private void countSpilled(Run run) {
    context.ledger().add(Measure.SPILLED_RECORDS, run.records());
    context.ledger().add(Measure.SPILLED_BYTES, run.bytes());
  }

  private void copyBuffered(RunWriter out, int from, int to) throws IOException {
    byte[] data = buffer.data();
    long[] slots = buffer.slots();
    if (fold.combines()) {
      foldBuffered(out, data, slots, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      int offset = Slots.offset(slots[2 * i + 1]);
      int key = offset + Slots.headerLength(data, offset);
      int keyLength = Slots.keyLength(data, offset);
      out.write(data, key, keyLength, data, key + keyLength, Slots.valueLength(data, offset));
    }
  }

  private void foldBuffered(RunWriter out, byte[] data, long[] slots, int from, int to) throws IOException {
    for (int i = from; i < to; ) {
      int first = i;
      fold.begin();
      do {
        int offset = Slots.offset(slots[2 * i + 1]);
        int value = offset + Slots.headerLength(data, offset) + Slots.keyLength(data, offset);
        fold.add(data, value, Slots.valueLength(data, offset));
        i++;
      } while (i < to && isSameAsBefore(data, slots, i));
      combined += i - first;
      int offset = Slots.offset(slots[2 * first + 1]);
      writeFolded(out, data, offset + Slots.headerLength(data, offset), Slots.keyLength(data, offset));
    }
  }

  private boolean isSameAsBefore(byte[] data, long[] slots, int i) {
    return slow == null
        ? Slots.isSame(slots[2 * i + 1])
        : RecordOrder.isSameKey(data, slots[2 * i - 1], slots[2 * i + 1]);
  }

  private void writeFolded(RunWriter out, byte[] key, int keyFrom, int keyLength) throws IOException {
    folded.truncate(0);
    fold.write(folded);
    combinedTo++;
    out.write(key, keyFrom, keyLength, folded.array(), 0, folded.position());
  }

  /**
   * Ends the task's output.
   *
   * @return the sorted run, a segment for each partition
   * @throws IOException if the storage fails
   */
  public Run finish() throws IOException {
    if (buffer.records() > 0) {
      spill();
    }
    memory.give(buffer.release());
    buffer = null;
    Run output = switch (spills.size()) {
      case 0 -> new Run(null, Collections.nCopies(shuffle.partitions(), Run.EMPTY), 0);
      case 1 -> spills.get(0);
      default -> mergeSpills();
    };
    context.ledger().add(Measure.MAP_OUTPUT_RECORDS, records);
    context.ledger().add(Measure.COMBINE_INPUT_RECORDS, combined);
    context.ledger().add(Measure.COMBINE_OUTPUT_RECORDS, combinedTo);
    context.ledger().add(Measure.SHUFFLE_RECORDS, output.records());
    context.ledger().add(Measure.SHUFFLE_BYTES, output.payload());
    return new Run(output.path(), output.segments(), context.attempt().task());
  }

  private Run mergeSpills() throws IOException {
    boolean combine = fold.combines() && spills.size() >= settings.combineMinSpills();
    List<Run> runs = new Merger(context, settings.factor(), slow).down(spills, true);
    spills.clear();
    context.fault("merge.write");
    String path = context.scratchFile("output");
    List<Segment> segments = new ArrayList<>(shuffle.partitions());
    try (RunWriter out = new RunWriter(context.files(), path)) {
      for (int p = 0; p < shuffle.partitions(); p++) {
        context.checkStopped();
        mergeSegment(runs, p, combine, out);
        segments.add(out.endSegment());
      }
    }
    for (Run run : runs) {
      context.files().delete(run.path());
    }
    Run output = new Run(path, segments, 0);
    countSpilled(output);
    return output;
  }

  private void mergeSegment(List<Run> runs, int segment, boolean combine, RunWriter out) throws IOException {
    try (Merge merge = Merge.open(context.files(), runs, segment, slow)) {
      if (!combine) {
        Merger.copy(merge, out, context);
        return;
      }
      GroupKey group = new GroupKey(layout);
      for (boolean more = merge.next(); more; ) {
        group.start(merge.current());
        fold.begin();
        do {
          Cursor at = merge.current();
          fold.merge(at.bytes, at.valueFrom(), at.valueLength());
          combined++;
          more = merge.next();
        } while (more && group.holds(merge.current()));
        writeFolded(out, group.bytes(), 0, group.sortKeyLength());
      }
    }
  }
}
