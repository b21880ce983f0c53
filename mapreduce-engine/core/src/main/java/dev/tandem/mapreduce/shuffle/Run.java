package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.runs.Segment;
import java.util.Collections;
import java.util.List;

/**
 * A sorted file, or some segments of one, that takes part in a merge.
 *
 * @param path of the file; null where all segments are empty and there is none
 * @param segments one for each partition that is merged
 * @param origin the number of whoever wrote it (the map task, the side of a join): decides between
 *     equal records
 */
public record Run(String path, List<Segment> segments, int origin) {
  static final Segment EMPTY = new Segment(0, 0, 0, 0, 0);

  /** Copies the list. */
  public Run {
    segments = List.copyOf(segments);
  }

  /** A run of so many partitions without records, which has no file. */
  public static Run nothing(int partitions) {
    return new Run(null, Collections.nCopies(partitions, EMPTY), 0);
  }

  /** The run's one segment for {@code partition}. */
  public Run only(int partition) {
    return new Run(path, List.of(segments.get(partition)), origin);
  }

  /** Records in all segments. */
  public long records() {
    return segments.stream().mapToLong(Segment::records).sum();
  }

  /** Bytes of all segments in the file. */
  public long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /** Bytes of keys and values alone, in all segments. */
  public long payload() {
    return segments.stream().mapToLong(Segment::payload).sum();
  }
}
