package dev.tandem.jobs.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Job wordcount, with bytes as its records: a table of bytes for each thread, merged in the end.
 * Line ends are white space, so that nobody has to look for lines.
 */
final class ByteWords implements Program {
  /** Small enough for a cache. */
  private static final int PIECE = 1 << 20;

  @Override
  public boolean knows(Map<String, String> params) {
    return params.getOrDefault("records", "text").equals("bytes")
        && params.getOrDefault("tokens", "whitespace").equals("whitespace");
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException {
    Queue<Texts.Piece> pieces = new ConcurrentLinkedQueue<>(Texts.pieces(inputs, PIECE));
    List<ByteCounts> shares =
        IntStream.range(0, output.slots()).parallel().mapToObj(thread -> count(pieces)).toList();
    ByteCounts counts = new ByteCounts();
    for (ByteCounts share : shares) {
      merge(counts, share);
    }
    IntStream.range(0, output.slots()).parallel().forEach(part -> write(counts, part, output));
  }

  private static ByteCounts count(Queue<Texts.Piece> pieces) {
    ByteCounts counts = new ByteCounts();
    for (Texts.Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      count(piece.lines(), counts);
    }
    return counts;
  }

  private static void count(byte[] text, ByteCounts counts) {
    int at = 0;
    while (at < text.length) {
      int from = at;
      int hash = 0;
      while (at < text.length && !isSpace(text[at])) {
        hash = 31 * hash + text[at++];
      }
      if (at > from) {
        counts.add(text, from, at, hash, 1);
      }
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b <= ' ' && (b == ' ' || b >= '\t' && b <= '\r');
  }

  /** Only tokens are checked, once each, for what has to become U+FFFD. */
  private static void merge(ByteCounts into, ByteCounts share) throws IOException {
    share.each(
        0,
        1,
        (bytes, from, to, count) -> {
          if (isAscii(bytes, from, to)) {
            into.add(bytes, from, to, hash(bytes, from, to), count);
          } else {
            byte[] text =
                new String(bytes, from, to - from, StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            into.add(text, 0, text.length, hash(text, 0, text.length), count);
          }
        });
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private static void write(ByteCounts counts, int part, Parts output) {
    try (OutputStream out = output.open(part)) {
      counts.each(
          part,
          output.slots(),
          (bytes, from, to, count) -> {
            out.write(bytes, from, to - from);
            out.write('\t');
            out.write(Long.toString(count).getBytes(StandardCharsets.US_ASCII));
            out.write('\n');
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
