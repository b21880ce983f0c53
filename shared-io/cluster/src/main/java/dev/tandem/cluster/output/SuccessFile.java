package dev.tandem.cluster.output;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.OutputStream;

/** The empty file that says that an output is complete. */
final class SuccessFile {
  static final String NAME = "_SUCCESS";

  private SuccessFile() {}

  static void write(FileStore files, String folder) throws IOException {
    try (OutputStream out = files.create(folder + "/" + NAME)) {
      out.flush();
    } catch (IOException e) {
      throw Failures.whileWriting(files, folder + "/" + NAME, e);
    }
  }
}
