package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;

/**
 * Has a combiner that is a reducer go over the records of a partition: Hadoop's {@code
 * CombinerRunner}. What it emits is written as it comes; nobody sorts it again.
 */
final class CombiningSpillWriter extends SpillWriter {
  private final TaskContext context;
  private final NativeShuffle shuffle;
  private final KeyLayout layout;
  private final Codec<Object> values;
  private final NativeShuffle.Combiner combiner;
  private final KeyComparator sameGroup;
  private final Output key = new Output(64);
  private final Output value = new Output(64);

  /**
   * @param combiner of the attempt
   */
  CombiningSpillWriter(
      TaskContext context, NativeShuffle shuffle, NativeShuffle.Combiner combiner) {
    this.context = context;
    this.shuffle = shuffle;
    this.layout = shuffle.layout();
    this.values = shuffle.value();
    this.combiner = combiner;
    this.sameGroup = shuffle.sameGroupForCombiner();
  }

  @Override
  boolean combines() {
    return true;
  }

  @Override
  void writeBuffered(SortBuffer buffer, int from, int to, RunWriter out) throws IOException {
    combine(new BufferedRecords(buffer, from, to), out);
  }

  @Override
  void writeAlone(Output sortKey, Output encoded, RunWriter out) throws IOException {
    out.write(sortKey, encoded);
  }

  @Override
  void writeCombined(Merge merge, RunWriter out) throws IOException {
    combine(merge, out);
  }

  private void combine(SortedRecords records, RunWriter out) throws IOException {
    long[] written = {0};
    try (GroupedRecords groups =
        new GroupedRecords(context, records, layout, shuffle.reading().get(), sameGroup)) {
      combiner.combine(
          groups,
          (recordKey, recordValue) -> {
            write(recordKey, recordValue, out);
            written[0]++;
          });
      groups.drain();
      countCombined(groups.records(), written[0]);
    }
  }

  private void write(Object recordKey, Object recordValue, RunWriter out) {
    shuffle.check(recordKey, recordValue);
    key.truncate(0);
    layout.write(recordKey, recordValue, 0, key);
    value.truncate(0);
    values.write(recordValue, value);
    try {
      out.write(key, value);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }
}
