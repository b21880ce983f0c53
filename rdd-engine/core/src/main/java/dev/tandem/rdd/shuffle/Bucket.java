package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Records of one map task for one reduce partition. Immutable; read by any number of tasks at the
 * same time.
 */
public interface Bucket {
  /** No records. */
  Bucket EMPTY = new Several(List.of());

  /** How many. */
  long records();

  /**
   * Hands them over.
   *
   * @param damage what to say of what is read later, and found damaged then
   * @throws IOException if the file that holds them is gone
   * @throws dev.tandem.contract.io.CorruptDataException if it is damaged
   */
  void read(Intake intake, ShuffleForm form, FileStore files, Damage damage) throws IOException;

  /** Names the files that it lies in. */
  default void files(Consumer<String> to) {}

  /** The keys and values that it refers to: those in files are nobody's until they are read. */
  default Stream<Object> objects() {
    return Stream.empty();
  }

  /** One bucket for some. */
  static Bucket of(List<Bucket> buckets) {
    if (buckets.isEmpty()) {
      return EMPTY;
    }
    return buckets.size() == 1 ? buckets.get(0) : new Several(List.copyOf(buckets));
  }

  /** A slice of columns on the heap. */
  record OnHeap(Columns columns, int from, int to) implements Bucket {
    @Override
    public long records() {
      return (long) to - from;
    }

    @Override
    public Stream<Object> objects() {
      return columns.all(from, to);
    }

    @Override
    public void read(Intake intake, ShuffleForm form, FileStore files, Damage damage) {
      intake.take(columns, from, to);
    }
  }

  /** One bucket behind the other. */
  record Several(List<Bucket> parts) implements Bucket {
    @Override
    public long records() {
      return parts.stream().mapToLong(Bucket::records).sum();
    }

    @Override
    public void files(Consumer<String> to) {
      parts.forEach(part -> part.files(to));
    }

    @Override
    public Stream<Object> objects() {
      return parts.stream().flatMap(Bucket::objects);
    }

    @Override
    public void read(Intake intake, ShuffleForm form, FileStore files, Damage damage)
        throws IOException {
      for (Bucket part : parts) {
        part.read(intake, form, files, damage);
      }
    }
  }
}
