package dev.tandem.harness;

import dev.tandem.datasets.generate.DataSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much there is of each kind of data.
 *
 * @param text words
 * @param tera rows of 100 bytes
 * @param visits rows of some 120 bytes, or of some 24 in the short form that goes with users
 * @param edges of a graph
 * @param points with 20 coordinates
 * @param log lines of a web server
 */
record Amounts(
    DataSize text, DataSize tera, DataSize visits, DataSize edges, DataSize points, DataSize log) {
  private static final long VISIT_BYTES = 120;
  private static final long USER_VISIT_BYTES = 24;

  /** The same number of bytes of everything. */
  static Amounts each(String size) {
    DataSize bytes = DataSize.parse(size);
    DataSize rows = DataSize.bytes(bytes.amount() / 100 * 100); // whole rows
    return new Amounts(bytes, rows, bytes, bytes, bytes, bytes);
  }

  /** The different ones among them. */
  List<DataSize> distinct() {
    return Stream.of(text, tera, visits, edges, points, log).distinct().toList();
  }

  /** A part of it. */
  Amounts scaled(BigDecimal part) {
    return new Amounts(
        scaled(text, part),
        scaled(tera, part),
        scaled(visits, part),
        scaled(edges, part),
        scaled(points, part),
        scaled(log, part));
  }

  private static DataSize scaled(DataSize size, BigDecimal part) {
    BigDecimal amount = BigDecimal.valueOf(size.amount()).multiply(part);
    long whole = amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
    return size.isRows()
        ? DataSize.rows(Math.max(1, whole))
        : DataSize.bytes(Math.max(100, whole / 100 * 100));
  }

  /** About how many visits there are. */
  long visitRows() {
    return rows(VISIT_BYTES);
  }

  /** About how many visits there are in the short form. */
  long userVisitRows() {
    return rows(USER_VISIT_BYTES);
  }

  private long rows(long bytesOfOne) {
    return Math.max(1, visits.isRows() ? visits.amount() : visits.amount() / bytesOfOne);
  }
}
