package dev.tandem.jobs.baseline;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The lines of files and folders, in input order. LF, CRLF and a lone CR end a line. */
public final class InputLines {
  private static final int BUFFER = 1 << 18;

  private InputLines() {}

  /** Takes a line as bytes, which are valid during the call only. */
  @FunctionalInterface
  interface Slices {
    /** The line is {@code buffer[from..to-1]}. */
    void line(byte[] buffer, int from, int to) throws IOException;
  }

  /** Takes a line as text. */
  @FunctionalInterface
  interface Texts {
    /** Takes one line. */
    void line(String line) throws IOException;
  }

  /** The files behind paths: folders with all they hold, by name; hidden ones are left out. */
  public static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      collect(path, files);
    }
    return files;
  }

  private static void collect(Path path, List<Path> into) throws IOException {
    if (!Files.isDirectory(path)) {
      into.add(path);
      return;
    }
    List<Path> entries;
    try (Stream<Path> list = Files.list(path)) {
      entries =
          list.filter(entry -> !entry.getFileName().toString().matches("[_.].*"))
              .sorted(Comparator.comparing(InputLines::nameBytes, Arrays::compareUnsigned))
              .toList();
    }
    for (Path entry : entries) {
      collect(entry, into);
    }
  }

  private static byte[] nameBytes(Path path) {
    return path.getFileName().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The name of a file without folders and compression ending. */
  static String baseName(Path file) {
    String name = file.getFileName().toString();
    return name.replaceFirst("(?i)\\.(gz|bz2|zst)$", "");
  }

  /** Opens a file, decompressed. */
  public static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (Files.size(file) == 0) {
      return in;
    } else if (name.endsWith(".gz")) {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    } else if (name.endsWith(".bz2")) {
      return new BZip2CompressorInputStream(in, true);
    } else if (name.endsWith(".zst")) {
      return new ZstdInputStream(in);
    }
    return in;
  }

  /** Each line of each file as text. */
  static void eachText(List<Path> paths, Texts lines) throws IOException {
    for (Path file : files(paths)) {
      eachText(file, lines);
    }
  }

  /** Each line of a file as text. */
  static void eachText(Path file, Texts lines) throws IOException {
    each(file, (buffer, from, to) -> lines.line(text(buffer, from, to)));
  }

  /** Malformed UTF-8 becomes U+FFFD. */
  static String text(byte[] buffer, int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** Each line of each file as bytes. */
  static void each(List<Path> paths, Slices lines) throws IOException {
    for (Path file : files(paths)) {
      each(file, lines);
    }
  }

  /** Each line of a file as bytes. */
  static void each(Path file, Slices lines) throws IOException {
    try (InputStream in = open(file)) {
      byte[] buffer = new byte[BUFFER];
      int filled = fill(in, buffer, 0);
      int from = startsWithMark(buffer, filled) ? 3 : 0;
      boolean more = filled == buffer.length;
      while (more) {
        int rest = wholeLines(buffer, from, filled, lines);
        filled -= rest;
        byte[] next = filled > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, rest, next, 0, filled);
        buffer = next;
        filled = fill(in, buffer, filled);
        from = 0;
        more = filled == buffer.length;
      }
      lastLines(buffer, from, filled, lines);
    }
  }

  private static int fill(InputStream in, byte[] buffer, int from) throws IOException {
    return from + in.readNBytes(buffer, from, buffer.length - from);
  }

  private static boolean startsWithMark(byte[] buffer, int filled) {
    return filled >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF;
  }

  /** Hands out the lines whose ends are certain; returns where the rest begins. */
  private static int wholeLines(byte[] buffer, int from, int to, Slices lines) throws IOException {
    int start = from;
    for (int i = from; i < to - 1; i++) {
      byte b = buffer[i];
      if (b <= '\r' && (b == '\n' || b == '\r')) {
        lines.line(buffer, start, i);
        i += b == '\r' && buffer[i + 1] == '\n' ? 1 : 0;
        start = i + 1;
      }
    }
    return start;
  }

  private static void lastLines(byte[] buffer, int from, int to, Slices lines) throws IOException {
    int start = wholeLines(buffer, from, to, lines);
    boolean ended = start < to && (buffer[to - 1] == '\n' || buffer[to - 1] == '\r');
    if (start < to) {
      lines.line(buffer, start, ended ? to - 1 : to);
    }
  }
}
