package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads back the records of an output folder: part files in the order of their names, compressed
 * files decompressed. Records are lines exactly as a {@link TextSink} wrote them, ended by LF only
 * and with no byte order mark dropped, or binary records of one length as a {@link FixedLengthSink}
 * wrote them. Used by one thread.
 */
public final class OutputFiles implements Closeable {
  private final FileStore files;
  private final List<FileInfo> parts;
  private final int recordLength;
  private int nextPart;
  private Slices records;
  private long count;

  private OutputFiles(FileStore files, List<FileInfo> parts, int recordLength) {
    this.files = files;
    this.parts = parts;
    this.recordLength = recordLength;
  }

  /** The records of one part file, one after the other. */
  interface Slices extends Closeable {
    /** Moves to the next record; false at the end. */
    boolean next() throws IOException;

    /** The array that holds the current record; valid until the next call. */
    byte[] chunk();

    /** Where the current record begins in {@link #chunk}. */
    int offset();

    /** The bytes of the current record. */
    int length();
  }

  /**
   * Opens a folder of text.
   *
   * @param folder the folder that holds the part files
   * @throws IOException if it does not exist; the message names it
   */
  public static OutputFiles open(FileStore files, String folder) throws IOException {
    return new OutputFiles(files, parts(files, folder), 0);
  }

  /**
   * Opens a folder of binary records. A part file that ends inside a record fails when its end is
   * reached.
   *
   * @param folder the folder that holds the part files
   * @param recordLength the bytes of each record, at least 1
   * @throws IOException if it does not exist; the message names it
   */
  public static OutputFiles openBinary(FileStore files, String folder, int recordLength)
      throws IOException {
    return new OutputFiles(files, parts(files, folder), FixedLength.checked(recordLength));
  }

  /** The part files of a folder: those whose names begin with {@code part-}, by name. */
  public static List<FileInfo> parts(FileStore files, String folder) throws IOException {
    List<FileInfo> parts = new ArrayList<>();
    try {
      for (FileInfo entry : files.list(folder)) {
        if (!entry.directory() && entry.name().startsWith("part-")) {
          parts.add(entry);
        }
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
    return parts;
  }

  /** All lines of a folder, as text; for small outputs. */
  public static List<String> lines(FileStore files, String folder) throws IOException {
    List<String> all = new ArrayList<>();
    try (OutputFiles output = open(files, folder)) {
      while (output.next()) {
        all.add(output.line().toString());
      }
    }
    return all;
  }

  /**
   * Moves to the next record.
   *
   * @return false behind the last record of the last file
   */
  public boolean next() throws IOException {
    while (records == null || !records.next()) {
      if (nextPart == parts.size()) {
        return false;
      }
      close();
      records = open(parts.get(nextPart++));
    }
    count++;
    return true;
  }

  private Slices open(FileInfo part) throws IOException {
    Split whole = new Split(part.path(), 0, part.length());
    return recordLength == 0
        ? LineScanner.open(files, whole, LineRule.OUTPUT)
        : new FixedLengthScanner(files, whole, recordLength);
  }

  /**
   * The current line without its end, or the current binary record; it shares a buffer and is valid
   * until the next one is asked for.
   */
  public TextBytes line() {
    return TextBytes.of(records.chunk(), records.offset(), records.length());
  }

  /** The number of the current record, from 1, over all part files. */
  public long number() {
    return count;
  }

  /** The name of the part file that holds the current record. */
  public String part() {
    return parts.get(nextPart - 1).name();
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }
}
