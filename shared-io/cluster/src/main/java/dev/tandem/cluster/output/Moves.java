package dev.tandem.cluster.output;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.List;

/** Moving files between folders of one storage. */
final class Moves {
  private Moves() {}

  /** Renames; a storage that fails after it has done what it was asked for is forgiven. */
  static void rename(FileStore files, String from, String to) throws IOException {
    try {
      files.rename(from, to);
    } catch (IOException e) {
      if (files.exists(from) || !files.exists(to)) {
        throw e;
      }
    }
  }

  /**
   * Moves all files below a folder to the same places below another one, one by one.
   *
   * @param moved gets the new paths of the files, also if this fails half-way
   */
  static void all(FileStore files, String from, String to, List<String> moved) throws IOException {
    if (!files.exists(from)) {
      return;
    }
    for (FileInfo entry : files.list(from)) {
      String target = to + "/" + entry.name();
      if (entry.directory()) {
        files.createFolder(target);
        all(files, from + "/" + entry.name(), target, moved);
      } else {
        rename(files, from + "/" + entry.name(), target);
        moved.add(target);
      }
    }
  }

  /** Deletes files. */
  static void deleteAll(FileStore files, List<String> paths) throws IOException {
    for (String path : paths) {
      files.delete(path);
    }
  }

  /** Forces all files below a folder, and the folders, to the device. */
  static void sync(FileStore files, String folder) throws IOException {
    for (FileInfo entry : files.list(folder)) {
      String path = folder + "/" + entry.name();
      if (entry.directory()) {
        sync(files, path);
      } else {
        files.sync(path);
      }
    }
    files.sync(folder);
  }
}
