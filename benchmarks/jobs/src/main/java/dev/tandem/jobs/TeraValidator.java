package dev.tandem.jobs;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.FixedLength;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.TextBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Says whether the output of {@code terasort} is sorted, inside each part file and from one to the
 * next, and adds up the CRC-32 of its rows: the verdict and the checksum of Hadoop's TeraValidate.
 * An output that is sorted and has the {@link #checksum} of its input is right.
 */
public final class TeraValidator {
  private static final int SHOWN = 100;
  private static final int READ = 1000;

  private final CRC32 crc = new CRC32();
  private final List<String> errors = new ArrayList<>();
  private long errorCount;
  private long rows;
  private long low;
  private long high;

  private TeraValidator() {}

  /**
   * What was found.
   *
   * @param rows how many there are
   * @param checksum the sum of the CRC-32 of each row modulo 2^128, in hexadecimal digits without
   *     zeros in front, as TeraValidate and TeraChecksum print it
   * @param errorCount the number of places where a row has a smaller key than the row before it
   * @param errors the first 100 of them; unmodifiable
   */
  public record Report(long rows, String checksum, long errorCount, List<String> errors) {
    /** Whether no row stands before one with a smaller key. */
    public boolean isSorted() {
      return errorCount == 0;
    }

    /** The lines that TeraValidate would write, errors first. */
    @Override
    public String toString() {
      StringBuilder lines = new StringBuilder();
      errors.forEach(error -> lines.append("error\t").append(error).append('\n'));
      if (errorCount > errors.size()) {
        lines.append("error\t").append(errorCount - errors.size()).append(" more\n");
      }
      return lines.append("checksum\t").append(checksum).append('\n').toString();
    }
  }

  /**
   * Reads an output folder, its part files in the order of their names.
   *
   * @param files the storage
   * @param output the folder
   * @throws IOException if it is missing, or a part file cannot be read or ends inside a row; the
   *     message names the file and the position
   */
  public static Report validate(FileStore files, String output) throws IOException {
    TeraValidator validator = new TeraValidator();
    try (OutputFiles sorted = OutputFiles.openBinary(files, output, TeraSort.ROW)) {
      validator.readAll(sorted);
    }
    return validator.report();
  }

  /**
   * The sum of the CRC-32 of all rows, as {@link Report#checksum}: what an input and its sorted
   * output have in common.
   *
   * @param files the storage
   * @param inputs files and folders, as {@code terasort} reads them
   * @throws IOException if one is missing, cannot be read or ends inside a row; the message names
   *     the file and the position
   */
  public static String checksum(FileStore files, List<String> inputs) throws IOException {
    TeraValidator validator = new TeraValidator();
    FixedLength source = FixedLength.of(inputs, TeraSort.ROW);
    Emitter<byte[]> add = row -> validator.add(row, 0);
    for (Split split : source.splits(files, SplitRule.DEFAULT)) {
      try (RecordReader<byte[]> reader = source.open(files, split)) {
        while (reader.read(add, READ)) {
          // The validator takes each row as it is read.
        }
      }
    }
    return validator.report().checksum();
  }

  private void readAll(OutputFiles sorted) throws IOException {
    byte[] last = new byte[TeraSort.KEY];
    String lastPart = "";
    while (sorted.next()) {
      TextBytes row = sorted.line();
      byte[] bytes = row.array();
      int from = row.offset();
      if (Arrays.compareUnsigned(bytes, from, from + TeraSort.KEY, last, 0, TeraSort.KEY) < 0) {
        disorder(
            lastPart, last, sorted.part(), Arrays.copyOfRange(bytes, from, from + last.length));
      }
      System.arraycopy(bytes, from, last, 0, last.length);
      lastPart = sorted.part();
      add(bytes, from);
    }
  }

  private void disorder(String lastPart, byte[] last, String part, byte[] key) {
    errorCount++;
    if (errors.size() < SHOWN) {
      HexFormat hex = HexFormat.ofDelimiter(" ");
      String before = hex.formatHex(last);
      String after = hex.formatHex(key);
      errors.add(
          part.equals(lastPart)
              ? "misorder in " + part + " between " + before + " and " + after
              : "bad key partitioning: "
                  + lastPart
                  + " ends with "
                  + before
                  + ", "
                  + part
                  + " begins with "
                  + after);
    }
  }

  private void add(byte[] bytes, int from) {
    crc.reset();
    crc.update(bytes, from, TeraSort.ROW);
    long value = crc.getValue();
    low += value;
    high += Long.compareUnsigned(low, value) < 0 ? 1 : 0;
    rows++;
  }

  private Report report() {
    HexFormat hex = HexFormat.of();
    String checksum =
        high == 0 ? Long.toHexString(low) : Long.toHexString(high) + hex.toHexDigits(low);
    return new Report(rows, checksum, errorCount, List.copyOf(errors));
  }
}
