package dev.tandem.datasets;

import com.google.common.hash.Hashing;
import dev.tandem.datasets.generate.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Small data that ships with the project. A sample is a folder of files and a card, {@code
 * _card.md}, which says what the data is, where it comes from and what it teaches; readers skip the
 * card.
 *
 * <p>Jobs read files, not jars, so samples are copied to a folder first. Files there that are
 * already right, by length and SHA-256, are left alone.
 */
public final class Samples {
  private static final String ROOT = "/samples/";
  private static final List<Entry> INDEX = readIndex();

  private Samples() {}

  /** One file of a sample. */
  private record Entry(String sample, String file, long bytes, String sha256) {
    String path() {
      return sample + "/" + file;
    }
  }

  /** The names of all samples, sorted. */
  public static List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    INDEX.forEach(entry -> names.add(entry.sample()));
    return List.copyOf(names);
  }

  /**
   * The card of a sample, Markdown.
   *
   * @throws IllegalArgumentException if there is no such sample; names the nearest one
   */
  public static String card(String sample) {
    requireKnown(sample);
    return new String(resource(sample + "/_card.md"), StandardCharsets.UTF_8);
  }

  /**
   * Copies all samples.
   *
   * @param folder made if missing; each sample becomes a folder inside
   * @throws IOException if a file cannot be written
   */
  public static void extractTo(Path folder) throws IOException {
    for (String sample : names()) {
      extractTo(folder, sample);
    }
  }

  /**
   * Copies one sample.
   *
   * @return the sample's folder, {@code folder/sample}
   * @throws IllegalArgumentException if there is no such sample; names the nearest one
   * @throws IOException if a file cannot be written
   */
  public static Path extractTo(Path folder, String sample) throws IOException {
    requireKnown(sample);
    Path target = Files.createDirectories(folder.resolve(sample));
    for (Entry entry : INDEX) {
      if (entry.sample().equals(sample)) {
        extract(entry, target.resolve(entry.file()));
      }
    }
    return target;
  }

  private static void extract(Entry entry, Path file) throws IOException {
    if (Files.exists(file)
        && Files.size(file) == entry.bytes()
        && entry.sha256().equals(sha256(Files.readAllBytes(file)))) {
      return;
    }
    // Several processes may extract at once: each writes a file of its own, and the last rename
    // wins.
    Path staged = file.resolveSibling("." + entry.file() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(staged, resource(entry.path()));
      Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  private static void requireKnown(String sample) {
    if (!names().contains(sample)) {
      throw new IllegalArgumentException(
          "no sample '" + sample + "'" + Nearest.hint(sample, names()));
    }
  }

  static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  private static byte[] resource(String path) {
    try (InputStream in = Samples.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + ROOT + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + ROOT + path + " from the jar", e);
    }
  }

  private static List<Entry> readIndex() {
    List<Entry> entries = new ArrayList<>();
    for (String line : new String(resource("index.tsv"), StandardCharsets.UTF_8).split("\n")) {
      String[] cells = line.split("\t", -1);
      entries.add(new Entry(cells[0], cells[1], Long.parseLong(cells[2]), cells[3]));
    }
    return List.copyOf(entries);
  }
}
