package dev.tandem.cluster;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files of an input looked like when it was cut into splits: length and time of the last
 * change. A file that looks otherwise when it is read, perhaps a second time, would give an answer
 * that belongs to no state of the input. Immutable. (A change that keeps the length within the
 * resolution of the storage's clock is not seen.)
 */
public final class InputStamps {
  private final FileStore files;
  private final Map<String, FileInfo> stamps;

  private InputStamps(FileStore files, Map<String, FileInfo> stamps) {
    this.files = files;
    this.stamps = stamps;
  }

  /**
   * Looks at the files.
   *
   * @param splits those that are no files are passed over
   * @throws IOException if the storage fails
   */
  public static InputStamps of(FileStore files, List<Split> splits) throws IOException {
    Map<String, FileInfo> stamps = new HashMap<>();
    for (Split split : splits) {
      if (!stamps.containsKey(split.path())) {
        stamps.put(split.path(), files.info(split.path()));
      }
    }
    return new InputStamps(files, stamps);
  }

  /**
   * Compares; to be called before a file is opened and after it was read.
   *
   * @throws InputException if the file is gone or looks otherwise: another attempt would not help
   * @throws IOException if the storage fails
   */
  public void check(Split split) throws IOException {
    FileInfo planned = stamps.get(split.path());
    if (planned == null) {
      return;
    }
    FileInfo now = files.info(split.path());
    if (now == null) {
      throw new InputException(split.path() + ": the input vanished while the job ran");
    }
    if (now.length() != planned.length() || now.modifiedMillis() != planned.modifiedMillis()) {
      throw new InputException(
          split.path()
              + ": the input was changed while the job ran ("
              + planned.length()
              + " bytes when it was planned, "
              + now.length()
              + " now); run the job again, on files that nobody writes to");
    }
  }
}
