package dev.tandem.mapreduce.api.testkit;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that a test has given, as the input of its job.
 *
 * @param records all of them
 * @param scattered whether they are read by several tasks
 */
record GivenRecords(List<Pair<Object, Object>> records, boolean scattered)
    implements Source<Pair<Object, Object>> {
  private static final int MOST_SPLITS = 5;

  /** One at least, so that there is a task that sets up and cleans up. */
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    int all = records.size();
    int each = scattered ? Math.max(1, (all + MOST_SPLITS - 1) / MOST_SPLITS) : all;
    List<Split> splits = new ArrayList<>();
    int from = 0;
    do {
      int length = Math.min(each, all - from);
      splits.add(new Split("given records", from, length));
      from += length;
    } while (from < all);
    return splits;
  }

  @Override
  public RecordReader<Pair<Object, Object>> open(FileStore files, Split split) {
    int from = Math.toIntExact(split.start());
    return new Reader(from, records.subList(from, from + Math.toIntExact(split.length())));
  }

  @Override
  @SuppressWarnings("unchecked") // nobody writes what a native job reads
  public Codec<Pair<Object, Object>> codec() {
    return (Codec<Pair<Object, Object>>) (Codec<?>) Codecs.dynamic();
  }

  @Override
  public String describe() {
    return "given records";
  }

  private static final class Reader implements RecordReader<Pair<Object, Object>> {
    private final int first;
    private final List<Pair<Object, Object>> records;
    private int read;

    Reader(int first, List<Pair<Object, Object>> records) {
      this.first = first;
      this.records = records;
    }

    @Override
    public boolean read(Emitter<? super Pair<Object, Object>> out, int atMost) {
      for (int i = 0; i < atMost && read < records.size(); i++) {
        out.emit(records.get(read++));
      }
      return read < records.size();
    }

    @Override
    public String position() {
      return read == 0
          ? ""
          : "input record " + (first + read) + " " + RecordDifference.text(records.get(read - 1));
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
