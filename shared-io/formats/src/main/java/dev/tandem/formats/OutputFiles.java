package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads back the lines of an output folder, exactly as a {@link TextSink} wrote them: part files in
 * the order of their names, lines ended by LF only, no byte order mark dropped, compressed files
 * decompressed. Used by one thread.
 */
public final class OutputFiles implements Closeable {
  private final FileStore files;
  private final List<FileInfo> parts;
  private int nextPart;
  private LineScanner lines;
  private long count;

  private OutputFiles(FileStore files, List<FileInfo> parts) {
    this.files = files;
    this.parts = parts;
  }

  /**
   * Opens a folder.
   *
   * @param folder the folder that holds the part files
   * @throws IOException if it does not exist; the message names it
   */
  public static OutputFiles open(FileStore files, String folder) throws IOException {
    return new OutputFiles(files, parts(files, folder));
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
   * Moves to the next line.
   *
   * @return false behind the last line of the last file
   */
  public boolean next() throws IOException {
    while (lines == null || !lines.next()) {
      if (nextPart == parts.size()) {
        return false;
      }
      close();
      FileInfo part = parts.get(nextPart++);
      lines = LineScanner.open(files, new Split(part.path(), 0, part.length()), LineRule.OUTPUT);
    }
    count++;
    return true;
  }

  /** The current line; it shares a buffer and is valid until the next one is asked for. */
  public TextBytes line() {
    return TextBytes.of(lines.chunk(), lines.offset(), lines.length());
  }

  /** The number of the current line, from 1, over all part files. */
  public long number() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
