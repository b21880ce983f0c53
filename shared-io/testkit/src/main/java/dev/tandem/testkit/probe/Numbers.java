package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Emitter;
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
 * A source of the numbers from 0 on, in splits of equal length, that tells how often a split was
 * opened and how many records were read.
 *
 * @param splits how many
 * @param each records of a split
 * @param opened counts splits that are opened
 * @param read counts records that are read
 */
public record Numbers(int splits, int each, Watch opened, Watch read) implements Source<Long> {
  /** {@code splits * each} numbers. */
  public static Numbers of(int splits, int each) {
    return new Numbers(splits, each, Watch.fresh(), Watch.fresh());
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      all.add(new Split("numbers", (long) i * each, each));
    }
    return all;
  }

  @Override
  public RecordReader<Long> open(FileStore files, Split split) {
    opened.tick();
    return new Reader(split.start(), split.start() + split.length(), read);
  }

  @Override
  public Codec<Long> codec() {
    return Codecs.LONG;
  }

  @Override
  public String describe() {
    return (long) splits * each + " numbers";
  }

  private static final class Reader implements RecordReader<Long> {
    private final long end;
    private final Watch read;
    private long next;

    Reader(long start, long end, Watch read) {
      this.next = start;
      this.end = end;
      this.read = read;
    }

    @Override
    public boolean read(Emitter<? super Long> out, int atMost) {
      for (int i = 0; i < atMost && next < end; i++) {
        read.tick();
        out.emit(next++);
      }
      return next < end;
    }

    @Override
    public String position() {
      return "numbers, record " + (next - 1);
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
