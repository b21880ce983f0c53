package dev.tandem.mapreduce.run;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the input files were like when they were cut into splits. A file that is another one when it
 * is read would give an answer that belongs to no input at all; Hadoop and Spark do not notice.
 */
final class PlannedFiles {
  private final Map<String, FileInfo> planned = new HashMap<>();

  /** For tasks elsewhere: nothing is known, and nothing is checked. */
  PlannedFiles() {}

  /** Looks at the files of splits. Paths that are no files are left alone. */
  PlannedFiles(FileStore files, List<Slice> slices) {
    for (Slice slice : slices) {
      if (slice.split() != null && !planned.containsKey(slice.split().path())) {
        try {
          planned.put(slice.split().path(), files.info(slice.split().path()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (IllegalArgumentException noPath) {
          // A description of values that came with the plan.
          planned.put(slice.split().path(), null);
        }
      }
    }
  }

  /**
   * Compares a file with what it was.
   *
   * @throws InputException if it is gone or another one; another attempt would find the same
   * @throws IOException if it cannot be looked at
   */
  void check(FileStore files, String path) throws IOException {
    FileInfo was = planned.get(path);
    if (was == null) {
      return;
    }
    FileInfo is = files.info(path);
    if (is == null) {
      throw new InputException(
          path + ": the input was deleted while the run was using it; put it back and run again");
    }
    if (is.length() != was.length() || is.modifiedMillis() != was.modifiedMillis()) {
      throw new InputException(
          path
              + ": the input was changed while the run was using it ("
              + was.length()
              + " bytes when it was planned, "
              + is.length()
              + " now); run again when nobody writes to it");
    }
  }

  /**
   * The failure of a reader, as one that no other attempt can help where that is so.
   *
   * @return {@code e} itself, or an {@link InputException} in its place
   */
  IOException explain(FileStore files, String path, IOException e) {
    try {
      check(files, path);
    } catch (IOException clearer) {
      clearer.addSuppressed(e);
      return clearer;
    }
    boolean denied =
        e instanceof AccessDeniedException || e.getCause() instanceof AccessDeniedException;
    return denied
        ? new InputException(path + ": no permission to read the input; ask its owner")
        : e;
  }
}
