package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.lineage.ComputeContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes buckets to one run file, a segment for each partition: where shuffle data does not fit in
 * memory, or shall not be there.
 */
final class BucketFile {
  private final ComputeContext context;
  private final ShuffleForm form;
  private final boolean spill;
  private final Output key = new Output(256);
  private final Output value = new Output(256);

  /**
   * @param spill whether the file is written for want of memory, and counts as spilled
   */
  BucketFile(ComputeContext context, ShuffleForm form, boolean spill) {
    this.context = context;
    this.form = form;
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
    long payload = 0;
    try (RunWriter run = new RunWriter(context.files(), context.newFile("shuffle"))) {
      Appender appender = new Appender(run);
      context.task().fault("shuffle.write");
      for (Bucket bucket : buckets) {
        context.task().checkStopped();
        appender.append(bucket);
        FileBucket file = new FileBucket(run.path(), run.endSegment());
        payload += file.segment().payload();
        written.add(file.records() == 0 ? Bucket.EMPTY : file);
        count(file);
      }
    }
    context.count(Measure.SHUFFLE_BYTES, payload);
    return written;
  }

  private void count(FileBucket file) {
    if (spill) {
      context.count(Measure.SPILLED_RECORDS, file.records());
      context.count(Measure.SPILLED_BYTES, file.segment().bytes());
    }
  }

  /** Encodes what buckets hand over. */
  private final class Appender implements Intake {
    private final RunWriter run;
    private IOException failure;

    Appender(RunWriter run) {
      this.run = run;
    }

    void append(Bucket bucket) throws IOException {
      bucket.read(this, form, context.files());
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void take(Columns columns, int from, int to) {
      try {
        for (int i = from; i < to && failure == null; i++) {
          key.truncate(0);
          value.truncate(0);
          form.write(columns, i, key, value);
          run.write(key, value);
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
