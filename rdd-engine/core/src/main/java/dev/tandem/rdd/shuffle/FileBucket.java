package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import java.io.IOException;
import java.util.function.Consumer;

/** Records in a segment of a run file, decoded as they are read. */
record FileBucket(String path, Segment segment) implements Bucket {
  private static final int BATCH = 256;

  @Override
  public long records() {
    return segment.records();
  }

  @Override
  public void files(Consumer<String> to) {
    to.accept(path);
  }

  @Override
  public void read(Intake intake, ShuffleForm form, FileStore files, Damage damage)
      throws IOException {
    Columns batch = form.newColumns(BATCH);
    Input in = new Input();
    int n = 0;
    try (RunReader reader = new RunReader(files, path, segment)) {
      while (reader.next()) {
        in.reset(reader.buffer(), reader.keyOffset(), reader.keyLength());
        form.readKey(in, batch, n);
        in.reset(reader.buffer(), reader.valueOffset(), reader.valueLength());
        form.readValue(in, batch, n);
        if (++n == BATCH) {
          intake.take(batch, 0, n);
          n = 0;
        }
      }
    }
    intake.take(batch, 0, n);
  }
}
