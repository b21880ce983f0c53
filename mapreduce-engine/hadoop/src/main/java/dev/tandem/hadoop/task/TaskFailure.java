package dev.tandem.hadoop.task;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Why an attempt failed.
 *
 * @param map whether it was a map task
 * @param task its number
 * @param attempt the number of the try
 * @param startMillis since 1970
 * @param endMillis since 1970
 * @param message one line
 */
public record TaskFailure(
    boolean map, int task, int attempt, long startMillis, long endMillis, String message) {
  void write(FileStore files, String path) throws IOException {
    Output out = new Output(512);
    out.writeByte(map ? 1 : 0);
    out.writeVarLong(task);
    out.writeVarLong(attempt);
    out.writeVarLong(startMillis);
    out.writeVarLong(endMillis);
    Codecs.TEXT.write(message, out);
    try (OutputStream file = files.create(path)) {
      file.write(out.array(), 0, out.position());
    }
  }

  /** Reads what an attempt has left. */
  public static TaskFailure read(FileStore files, String path) throws IOException {
    try (InputStream file = files.open(path, 0)) {
      Input in = new Input(file.readAllBytes());
      return new TaskFailure(
          in.readByte() == 1,
          (int) in.readVarLong(),
          (int) in.readVarLong(),
          in.readVarLong(),
          in.readVarLong(),
          Codecs.TEXT.read(in));
    }
  }
}
