package dev.tandem.cli.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A private folder for one command, made when it is first needed and gone when the command ends.
 */
public final class Workspace implements AutoCloseable {
  private Path folder;

  /**
   * A path below the folder; nothing is there yet.
   *
   * @throws IOException if the folder cannot be made
   */
  public Path resolve(String name) throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("tandem-");
    }
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      delete(folder);
    }
  }

  /** Deletes a folder with all it holds. */
  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
