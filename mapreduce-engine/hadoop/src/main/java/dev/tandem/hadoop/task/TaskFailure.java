package dev.tandem.hadoop.task;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

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

  /**
   * Reads what attempts have left. A note that cannot be read is left out: an attempt that was
   * killed may not have finished it, and the job may have succeeded without that attempt.
   *
   * @param folder with a note for each attempt, under its name; may be missing
   * @param unreadable hears of notes that cannot be read
   * @return by the names of the attempts
   * @throws IOException if the folder cannot be listed
   */
  public static Map<String, TaskFailure> readAll(
      FileStore files, String folder, Consumer<String> unreadable) throws IOException {
    Map<String, TaskFailure> failures = new LinkedHashMap<>();
    if (files.exists(folder)) {
      for (FileInfo entry : files.list(folder)) {
        try {
          failures.put(entry.name(), read(files, folder + "/" + entry.name()));
        } catch (IOException | CorruptDataException e) {
          unreadable.accept(
              "cannot read why " + entry.name() + " has failed: " + Failures.describe(e));
        }
      }
    }
    return failures;
  }

  static TaskFailure read(FileStore files, String path) throws IOException {
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
