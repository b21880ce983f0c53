package dev.tandem.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of its own for one run, which goes with it.
 *
 * @param folder where it is
 */
record Scratch(Path folder) implements AutoCloseable {
  static Scratch below(String parent) throws IOException {
    Path folder = Files.createDirectories(Path.of(parent));
    return new Scratch(Files.createTempDirectory(folder, "duckdb-"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
