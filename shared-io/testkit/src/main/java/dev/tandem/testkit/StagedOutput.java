package dev.tandem.testkit;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;

/**
 * The output folder of one run of the reference engine: part files are staged beside it, and one
 * rename makes all of them visible. A lock file keeps other runs away, because a rename does not.
 */
final class StagedOutput {
  private final FileStore files;
  private final String target;
  private final String staging;
  private final String lock;
  private final boolean overwrite;

  /**
   * Takes the lock.
   *
   * @throws IOException if the output exists, or another run writes it
   */
  StagedOutput(FileStore files, String folder, boolean overwrite) throws IOException {
    this.files = files;
    this.target = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    this.overwrite = overwrite;
    int slash = target.lastIndexOf('/') + 1;
    String hidden = target.substring(0, slash) + "." + target.substring(slash);
    this.staging = hidden + ".staging-reference";
    this.lock = hidden + ".lock-reference";
    refuseExisting();
    try {
      files.create(lock).close();
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "output " + target + " is being written by another run; if there is none, delete " + lock,
          e);
    }
    try {
      refuseExisting(); // the one who held the lock may have committed in between
      files.delete(staging);
      files.createFolder(staging);
    } catch (IOException e) {
      files.delete(lock);
      throw e;
    }
  }

  private void refuseExisting() throws IOException {
    if (!overwrite && files.exists(target)) {
      throw new IOException(
          "output " + target + " exists; choose another one, or --overwrite to replace it");
    }
    if (files.exists(target) && !isOutput()) {
      throw new IOException(
          "output "
              + target
              + " exists and was not written by a run; --overwrite does not replace it");
    }
  }

  private boolean isOutput() throws IOException {
    return files.info(target).directory()
        && (files.list(target).isEmpty() || files.exists(target + "/_SUCCESS"));
  }

  /** Where the part files of a sink will be. */
  String folder(String name) {
    return within(target, name);
  }

  private static String within(String base, String name) {
    return name.isEmpty() ? base : base + "/" + name;
  }

  /** Makes the folder of a sink, which stays if it has no part files. */
  void createFolder(String name) throws IOException {
    files.createFolder(within(staging, name));
  }

  /** Starts a part file, in the place of what a failed attempt left. */
  OutputStream create(String name, String file) throws IOException {
    String path = within(staging, name) + "/" + file;
    files.delete(path);
    return files.create(path);
  }

  /** The size of a part file. */
  long length(String name, String file) throws IOException {
    FileInfo info = files.info(within(staging, name) + "/" + file);
    return info == null ? 0 : info.length();
  }

  /** Makes everything visible. */
  void commit() throws IOException {
    files.create(staging + "/_SUCCESS").close();
    String old = staging + ".old";
    boolean replaced = files.exists(target);
    if (replaced) {
      files.rename(target, old);
    }
    try {
      files.rename(staging, target);
    } catch (IOException e) {
      if (replaced) {
        files.rename(old, target);
      }
      throw e;
    }
    if (replaced) {
      files.delete(old);
    }
    files.delete(lock);
  }

  /** Removes what was staged, and the lock. */
  void abort() throws IOException {
    files.delete(staging);
    files.delete(lock);
  }
}
