package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.RecordReader;
import java.io.IOException;
import java.util.Arrays;

/** Gives each record of a split an array of its own. */
final class FixedLengthReader implements RecordReader<byte[]> {
  private final FixedLengthScanner records;

  FixedLengthReader(FixedLengthScanner records) {
    this.records = records;
  }

  @Override
  public boolean read(Emitter<? super byte[]> out, int atMost) throws IOException {
    for (int i = 0; i < atMost; i++) {
      if (!records.next()) {
        return false;
      }
      int from = records.offset();
      out.emit(Arrays.copyOfRange(records.chunk(), from, from + records.length()));
    }
    return true;
  }

  @Override
  public String position() {
    return records.place();
  }

  @Override
  public long bytesRead() {
    return records.consumed();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
