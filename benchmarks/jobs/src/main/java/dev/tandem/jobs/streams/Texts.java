package dev.tandem.jobs.streams;

import dev.tandem.jobs.baseline.InputLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Files in pieces that threads can read on their own. */
final class Texts {
  private static final int PIECE = 8 << 20;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Texts() {}

  /** A range of bytes of a file; all of it if it is compressed. */
  record Piece(Path file, long from, long to) {

    /** The bytes of the range. */
    byte[] bytes() {
      try {
        return isPlain(file) ? read(from, to) : readAll();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * The lines that begin in the range; {@link String#lines} knows all line ends of the jobs.
     * Malformed UTF-8 becomes U+FFFD.
     */
    String text() {
      return new String(lines(), StandardCharsets.UTF_8);
    }

    /**
     * The bytes of the lines that begin in the range. Ranges are moved to what follows a LF, so
     * that none begins inside a CRLF. A mark at the beginning of the file is left out.
     */
    byte[] lines() {
      try {
        long start = isPlain(file) ? lineStart(from) : 0;
        byte[] bytes = isPlain(file) ? read(start, lineStart(to)) : readAll();
        return start == 0 && startsWithMark(bytes)
            ? Arrays.copyOfRange(bytes, MARK.length, bytes.length)
            : bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private byte[] readAll() throws IOException {
      try (InputStream in = InputLines.open(file)) {
        return in.readAllBytes();
      }
    }

    private static boolean startsWithMark(byte[] bytes) {
      return bytes.length >= MARK.length
          && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    private byte[] read(long start, long end) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, end - start)));
      try (FileChannel channel = FileChannel.open(file)) {
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
          // A read may give less than was asked for.
        }
      }
      return bytes.array();
    }

    /** The first byte at or behind a place that has a LF before it, or the end of the file. */
    private long lineStart(long place) throws IOException {
      if (place == 0) {
        return 0;
      }
      try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
        long at = place - 1;
        while (channel.read(bytes.clear(), at) > 0) {
          for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
              return at + i + 1;
            }
          }
          at += bytes.position();
        }
        return channel.size();
      }
    }
  }

  private static boolean isPlain(Path file) {
    return !file.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\.(gz|bz2|zst)");
  }

  /** The pieces of all files, in input order. */
  static List<Piece> pieces(List<Path> inputs) throws IOException {
    return pieces(inputs, PIECE);
  }

  /** The pieces of all files, in input order, of the given size where they are not the last. */
  static List<Piece> pieces(List<Path> inputs, int bytes) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path file : InputLines.files(inputs)) {
      long size = Files.size(file);
      long step = isPlain(file) ? bytes : Math.max(1, size);
      for (long from = 0; from < size; from += step) {
        pieces.add(new Piece(file, from, Math.min(size, from + step)));
      }
    }
    return pieces;
  }
}
