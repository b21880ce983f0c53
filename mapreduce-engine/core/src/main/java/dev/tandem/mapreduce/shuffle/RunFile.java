package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.Fingerprint;
import dev.tandem.cluster.runs.RunCompression;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the sorted runs of a task on the disk of its node, partition by partition. Empty
 * partitions take no room in the file.
 */
interface RunFile {
  /** Whether there is nothing to write for a partition. */
  boolean isEmpty(int partition);

  /** Writes the records of a partition that is not empty, in order. */
  void write(int partition, RunWriter out) throws IOException;

  /**
   * Writes a run, which counts as spilled.
   *
   * @param context the attempt
   * @param name of the file
   * @param partitions how many there are
   * @param origin of the run
   * @param compression of its blocks
   * @param content what is written
   * @throws IOException if the storage fails
   */
  static Run write(
      TaskContext context,
      String name,
      int partitions,
      int origin,
      RunCompression compression,
      RunFile content)
      throws IOException {
    return write(context, name, partitions, origin, compression, content, null);
  }

  /** As above; {@code print} gets all records, and may be null. */
  static Run write(
      TaskContext context,
      String name,
      int partitions,
      int origin,
      RunCompression compression,
      RunFile content,
      Fingerprint print)
      throws IOException {
    String path = context.scratchFile(name);
    List<Segment> segments = new ArrayList<>(partitions);
    try (RunWriter out = new RunWriter(context.files(), path, compression)) {
      out.addTo(print);
      for (int p = 0; p < partitions; p++) {
        if (content.isEmpty(p)) {
          segments.add(Run.EMPTY);
        } else {
          context.checkStopped();
          content.write(p, out);
          Segment written = out.endSegment();
          segments.add(written.isEmpty() ? Run.EMPTY : written); // a combiner may drop them all
          if (print != null) {
            print.endPartition(p);
          }
        }
      }
    }
    Run run = new Run(path, segments, origin);
    context.ledger().add(Measure.SPILLED_RECORDS, run.records());
    context.ledger().add(Measure.SPILLED_BYTES, run.bytes());
    return run;
  }
}
