package dev.tandem.jobs.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Job terasort: an object for each row with the first eight bytes as a number. */
final class TeraSort implements Program {
  private static final int ROW = 100;
  private static final int PIECE = 80_000 * ROW;

  /** The rest is compared where the first eight bytes are equal. */
  private static final Comparator<Row> ORDER =
      (a, b) -> {
        int byHead = Long.compareUnsigned(a.head, b.head);
        return byHead != 0 ? byHead : a.compareWhole(b);
      };

  /** A row of a piece. */
  private record Row(long head, byte[] piece, int at) {
    int compareWhole(Row other) {
      return Arrays.compareUnsigned(piece, at, at + ROW, other.piece, other.at, other.at + ROW);
    }
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException {
    List<List<Row>> rows =
        Texts.pieces(inputs, PIECE).parallelStream().map(TeraSort::rows).toList();
    new SortedParts<>(ORDER, rows)
        .write(
            output.slots(),
            (part, sorted) -> {
              try (OutputStream out = output.open(part)) {
                for (Row row : sorted) {
                  out.write(row.piece, row.at, ROW);
                }
              }
            });
  }

  private static List<Row> rows(Texts.Piece piece) {
    byte[] bytes = piece.bytes();
    if (bytes.length % ROW != 0) {
      throw new IllegalArgumentException(piece.file() + ": the last row is cut");
    }
    List<Row> rows = new ArrayList<>(bytes.length / ROW);
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    for (int at = 0; at < bytes.length; at += ROW) {
      rows.add(new Row(numbers.getLong(at), bytes, at));
    }
    return rows;
  }
}
