package dev.tandem.spark.task;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.Collector;
import java.io.IOException;
import java.util.Iterator;

/** Feeds the records of a split through its own reader. */
final class SplitFeed implements Feed {
  private final Source<?> source;
  private final Split split;
  private final TaskSide task;
  private RecordReader<?> reader;
  private long records;
  private boolean closed;

  SplitFeed(Source<?> source, Iterator<Object> elements, TaskSide task) {
    this.source = source;
    this.split = (Split) elements.next();
    this.task = task;
  }

  @Override
  public boolean push(Collector into, int atMost) throws IOException {
    if (reader == null) {
      reader = source.open(Storage.files(), split);
    }
    boolean more =
        reader.read(
            record -> {
              records++;
              into.emit(null, record);
            },
            atMost);
    if (!more) {
      close();
    }
    return more;
  }

  @Override
  public String position() {
    return reader == null ? split.path() : reader.position();
  }

  /** What was read counts also where a task had enough before the end. */
  @Override
  public void close() throws IOException {
    if (reader != null && !closed) {
      closed = true;
      task.count(Measure.INPUT_RECORDS, records);
      task.count(Measure.INPUT_BYTES, reader.bytesRead());
      reader.close();
    }
  }
}
