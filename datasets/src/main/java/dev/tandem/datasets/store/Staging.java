package dev.tandem.datasets.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A hidden folder beside the target, in which the data grows until it is complete. {@link
 * #commitFolder} renames it into place; {@link #close} removes whatever has not been committed,
 * also when the JVM is asked to stop.
 */
final class Staging implements AutoCloseable {
  private final Path target;
  private final boolean overwrite;
  private final Path folder;
  private final Thread hook;

  Staging(Path target, boolean overwrite) throws IOException {
    this.target = target.toAbsolutePath().normalize();
    this.overwrite = overwrite;
    if (this.target.getFileName() == null) {
      throw new IOException(target + " cannot be replaced: name a file or folder inside it");
    }
    refuseExisting();
    Files.createDirectories(this.target.getParent());
    String name = "." + this.target.getFileName() + "." + UUID.randomUUID() + ".tmp";
    this.folder = Files.createDirectory(this.target.resolveSibling(name));
    this.hook = new Thread(this::removeOnExit, "remove-unfinished-dataset");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path folder() {
    return folder;
  }

  Path target() {
    return target;
  }

  /** Moves the staged folder itself to the target. */
  void commitFolder() throws IOException {
    refuseExisting();
    Path old = moveAside();
    restoreOnFailure(() -> Files.move(folder, target), old);
  }

  /** Moves one staged file to the target and its manifest, first, to the target's sibling. */
  void commitFile(Path file, Path manifest, Path manifestTarget) throws IOException {
    refuseExisting();
    Path old = moveAside();
    restoreOnFailure(
        () -> {
          Files.move(manifest, manifestTarget, StandardCopyOption.REPLACE_EXISTING);
          try {
            Files.move(file, target);
          } catch (IOException e) {
            Files.deleteIfExists(manifestTarget);
            throw e;
          }
        },
        old);
  }

  private void refuseExisting() throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!overwrite) {
      throw exists("exists already; choose another path or give --overwrite");
    }
    // A mistyped path must not cost somebody a folder of other things.
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(Manifest.pathFor(target, true))
        && !list(target).isEmpty()) {
      throw exists("is a folder that was not generated (no manifest inside): remove it yourself");
    }
  }

  private FileAlreadyExistsException exists(String why) {
    return new FileAlreadyExistsException(target.toString(), null, why);
  }

  private Path moveAside() throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    return Files.move(target, folder.resolveSibling(folder.getFileName() + ".old"));
  }

  private void restoreOnFailure(Move move, Path old) throws IOException {
    try {
      move.run();
    } catch (IOException e) {
      if (old != null && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(old, target);
      }
      throw e;
    }
    if (old != null) {
      delete(old);
    }
  }

  @FunctionalInterface
  private interface Move {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is stopping, and the hook removes the folder.
    }
    delete(folder);
  }

  private void removeOnExit() {
    try {
      delete(folder);
    } catch (IOException e) {
      System.err.println("could not remove the unfinished " + folder + ": " + e.getMessage());
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : list(path)) {
        delete(entry);
      }
    }
    Files.deleteIfExists(path);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
