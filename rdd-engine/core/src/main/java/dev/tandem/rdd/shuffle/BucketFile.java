package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes buckets to one run file, a segment for each partition: where shuffle data does not fit in
 * memory, or shall not be there.
 */
final class BucketFile {
  private final TaskResources context;
  private final ShuffleForm form;
  private final Sorting sorting;
  private final boolean spill;
  private final Output key = new Output(256);
  private final Output value = new Output(256);

  /**
   * How the records of a sort are written: each bucket as a sorted run, so that the reduce side
   * need not sort and write them again.
   *
   * @param form the orders, and what runs look like
   * @param input which input of the grouping this is
   */
  record Sorting(RunForm form, int input) {}

  /**
   * @param sorting null where records stay in the order in which they came
   * @param spill whether the file is written for want of memory, and counts as spilled
   */
  BucketFile(TaskResources context, ShuffleForm form, Sorting sorting, boolean spill) {
    this.context = context;
    this.form = form;
    this.sorting = sorting;
    this.spill = spill;
  }

  /**
   * Writes heap buckets.
   *
   * @param buckets by partition
   * @return the same records in a file, by partition
   */
  List<Bucket> write(List<Bucket> buckets) throws IOException {
    List<Bucket> written = new ArrayList<>(buckets.size());
    long bytes = 0;
    try (RunWriter run = new RunWriter(context.files(), context.newFile("shuffle"))) {
      Appender appender = new Appender(run);
      context.task().fault("shuffle.write");
      for (Bucket bucket : buckets) {
        context.task().checkStopped();
        bytes += sorting == null ? appender.append(bucket) : sort(bucket, run);
        Segment segment = run.endSegment();
        count(segment);
        written.add(
            segment.records() == 0
                ? Bucket.EMPTY
                : sorting == null
                    ? new FileBucket(run.path(), segment)
                    : new RunBucket(run.path(), segment));
      }
    }
    context.count(Measure.SHUFFLE_BYTES, bytes);
    return written;
  }

  private void count(Segment segment) {
    if (spill) {
      context.count(Measure.SPILLED_RECORDS, segment.records());
      context.count(Measure.SPILLED_BYTES, segment.bytes());
    }
  }

  /** Returns the bytes of keys and values. */
  private long sort(Bucket bucket, RunWriter run) throws IOException {
    SortRecords records = new SortRecords(sorting.form(), (int) bucket.records());
    Intake intake =
        (columns, from, to) -> {
          for (int i = from; i < to; i++) {
            records.add(sorting.input(), columns.keys()[i], columns.objects()[i]);
          }
        };
    bucket.read(intake, form, context.files(), null);
    return records.writeTo(run);
  }

  /** Encodes what buckets hand over. */
  private final class Appender implements Intake {
    private final RunWriter run;
    private long bytes;
    private IOException failure;

    Appender(RunWriter run) {
      this.run = run;
    }

    /** Returns the bytes of keys and values. */
    long append(Bucket bucket) throws IOException {
      bytes = 0;
      bucket.read(this, form, context.files(), null);
      if (failure != null) {
        throw failure;
      }
      return bytes;
    }

    @Override
    public void take(Columns columns, int from, int to) {
      try {
        for (int i = from; i < to && failure == null; i++) {
          key.truncate(0);
          value.truncate(0);
          form.write(columns, i, key, value);
          run.write(key, value);
          bytes += key.position() + value.position();
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
