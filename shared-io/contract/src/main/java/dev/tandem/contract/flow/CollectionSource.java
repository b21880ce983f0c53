package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values that came with the plan, encoded, cut into slices by Spark's rule for parallelize. */
public final class CollectionSource<T> implements Source<T> {
  private static final long serialVersionUID = 1L;

  private final Codec<T> codec;
  private final byte[] encoded;
  private final int[] offsets;
  private final int slices;

  /**
   * Encodes the values.
   *
   * @param codec of the values
   * @param values in order; not kept
   * @param slices the number of splits, at least 1; slice i holds the values from i * size / slices
   *     up to (i + 1) * size / slices
   */
  public CollectionSource(Codec<T> codec, Collection<T> values, int slices) {
    Output out = new Output(64);
    this.codec = codec;
    this.slices = slices;
    this.offsets = new int[values.size() + 1];
    int i = 0;
    for (T value : values) {
      codec.write(value, out);
      offsets[++i] = out.position();
    }
    this.encoded = out.toByteArray();
  }

  private int size() {
    return offsets.length - 1;
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    List<Split> splits = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      long from = (long) slice * size() / slices;
      long to = (slice + 1L) * size() / slices;
      splits.add(new Split("values of the job", from, to - from));
    }
    return splits;
  }

  @Override
  public RecordReader<T> open(FileStore files, Split split) {
    return new Slice((int) split.start(), (int) (split.start() + split.length()));
  }

  @Override
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public String describe() {
    return size() + (size() == 1 ? " value" : " values") + " of the job";
  }

  private final class Slice implements RecordReader<T> {
    private final int end;
    private final Input in = new Input();
    private int next;

    Slice(int from, int end) {
      this.next = from;
      this.end = end;
    }

    @Override
    public boolean read(Emitter<? super T> out, int atMost) {
      for (int i = 0; i < atMost && next < end; i++) {
        in.reset(encoded, offsets[next], offsets[next + 1] - offsets[next]);
        next++;
        out.emit(codec.read(in));
      }
      return next < end;
    }

    /** Says that it counts: "value 1" would read as a record that is 1. */
    @Override
    public String position() {
      return "element " + (next - 1) + " of the list, counted from 0";
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
