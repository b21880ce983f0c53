package dev.tandem.jobs.streams;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The part files of an answer.
 *
 * @param folder where they go
 * @param slots how many threads write
 */
record Parts(Path folder, int slots) {

  /** Opens a part file. */
  OutputStream open(int part) throws IOException {
    String name = String.format(Locale.ROOT, "part-r-%05d", part);
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16);
  }

  /** Writes one part file of lines. */
  void write(int part, Iterable<String> lines) throws IOException {
    String name = String.format(Locale.ROOT, "part-r-%05d", part);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  /** Writes a line for each record, a part file for each thread, in the order of the records. */
  <T> void write(List<T> records, Function<T, String> line) {
    IntStream.range(0, slots)
        .parallel()
        .forEach(
            part -> {
              int from = (int) ((long) part * records.size() / slots);
              int to = (int) ((long) (part + 1) * records.size() / slots);
              try {
                write(part, records.subList(from, to).stream().map(line)::iterator);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
