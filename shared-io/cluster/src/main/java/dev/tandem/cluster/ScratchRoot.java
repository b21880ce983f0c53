package dev.tandem.cluster;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The folder of a run for everything that it does not keep. Only its user can look into it. The
 * owner is part of the folder's name: there is no moment at which the folder exists without it.
 */
final class ScratchRoot {
  private static final String PREFIX = "tandem-scratch-";
  private static final String SEPARATOR = "_r";

  /** What a run that is over still has to delete must never be the file of a later one. */
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final FileStore files;
  private final String path;

  private ScratchRoot(FileStore files, String path) {
    this.files = files;
    this.path = path;
  }

  /** Makes a folder that nobody else has, below {@code parent}. */
  static ScratchRoot create(FileStore files, String parent) throws IOException {
    files.createFolder(parent);
    while (true) {
      String number = SEPARATOR + NEXT.getAndIncrement();
      String path = parent + "/" + PREFIX + Owner.current() + number;
      try {
        Files.createDirectory(Path.of(path), ownerOnly());
        return new ScratchRoot(files, path);
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  String path() {
    return path;
  }

  void delete() throws IOException {
    files.delete(path);
  }

  /** Removes the folders of processes that have not lived to do it themselves, and says so. */
  static void sweep(FileStore files, String parent, RunLog log) {
    try {
      for (FileInfo entry : files.list(parent)) {
        if (entry.directory() && owner(entry.name()).filter(Owner::dead).isPresent()) {
          sweepOne(files, parent + "/" + entry.name(), log);
        }
      }
    } catch (IOException e) {
      log.warn("cannot look for old scratch folders: " + Failures.describe(e));
    }
  }

  private static void sweepOne(FileStore files, String folder, RunLog log) {
    try {
      files.delete(folder);
      log.warn("removed the scratch folder of a run that was killed: " + folder);
    } catch (AccessDeniedException e) {
      // Another user's; that user's next run will remove it.
      return;
    } catch (IOException e) {
      log.warn(
          "cannot remove the scratch folder of a run that was killed: "
              + folder
              + ": "
              + Failures.describe(e));
    }
  }

  private static Optional<Owner> owner(String name) {
    int end = name.lastIndexOf(SEPARATOR);
    return name.startsWith(PREFIX) && end > 0
        ? Owner.parse(name.substring(PREFIX.length(), end))
        : Optional.empty();
  }
}
