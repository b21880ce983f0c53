package dev.tandem.cluster;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files of an input looked like when it was cut into splits: length and time of the last
 * change. A file that looks otherwise when it is read, perhaps a second time, would give an answer
 * that belongs to no state of the input; Hadoop and Spark do not notice. Immutable. (A change that
 * keeps the length within the resolution of the storage's clock is not seen.)
 */
public final class InputStamps {
  /** Nothing is known, and nothing is checked: for tasks that another system runs. */
  public static final InputStamps NONE = new InputStamps(null, Map.of());

  private final FileStore files;
  private final Map<String, FileInfo> stamps;

  private InputStamps(FileStore files, Map<String, FileInfo> stamps) {
    this.files = files;
    this.stamps = stamps;
  }

  /**
   * Looks at the files.
   *
   * @param splits those that are no files (values that came with the plan, say) are passed over
   * @throws IOException if the storage fails
   */
  public static InputStamps of(FileStore files, List<Split> splits) throws IOException {
    Map<String, FileInfo> stamps = new HashMap<>();
    for (Split split : splits) {
      if (!stamps.containsKey(split.path())) {
        stamps.put(split.path(), look(files, split.path()));
      }
    }
    return new InputStamps(files, stamps);
  }

  private static FileInfo look(FileStore files, String path) throws IOException {
    try {
      return files.info(path);
    } catch (IllegalArgumentException noPath) {
      return null;
    }
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
      throw new InputException(
          split.path()
              + ": the input was deleted while the run used it; put it back and run again");
    }
    if (now.length() != planned.length() || now.modifiedMillis() != planned.modifiedMillis()) {
      throw new InputException(
          split.path()
              + ": the input was changed while the run used it ("
              + planned.length()
              + " bytes when it was planned, "
              + now.length()
              + " now); run again when nobody writes to it");
    }
  }

  /**
   * The failure of a reader, as one that no other attempt can help where that is so.
   *
   * @return {@code e} itself, or an {@link InputException} in its place
   */
  public IOException explain(Split split, IOException e) {
    try {
      check(split);
    } catch (IOException clearer) {
      if (clearer != e) {
        clearer.addSuppressed(e);
      }
      return clearer;
    }
    boolean denied =
        e instanceof AccessDeniedException || e.getCause() instanceof AccessDeniedException;
    return denied
        ? new InputException(split.path() + ": no permission to read the input; ask its owner")
        : e;
  }
}
