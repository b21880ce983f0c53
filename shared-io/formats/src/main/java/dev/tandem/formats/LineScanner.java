package dev.tandem.formats;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds the lines that begin inside a split. Whether a line begins at a position is told by the
 * bytes before it, so that any way of cutting a file gives each line exactly once: a reader starts
 * one byte early and looks for the first line that begins at its start or behind it, and its last
 * line is read to its end wherever that is.
 */
final class LineScanner implements OutputFiles.Slices {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final FileBytes in;
  private final LineRule rule;
  private final long promised;
  private long end;
  private byte[] chunk;

  /** Position in the file of the chunk's first byte. */
  private long base;

  private int limit;

  /** Position in the file of the first line of the split. */
  private long first;

  /** Where in the chunk the next line begins. */
  private int next;

  private int offset;
  private int length;
  private long lines;

  private LineScanner(FileBytes in, long from, long end, LineRule rule) {
    this.in = in;
    this.rule = rule;
    this.chunk = new byte[rule.chunk()];
    this.base = from;
    this.first = from;
    this.end = end;
    this.promised = in.compressed() ? 0 : end;
  }

  /** Opens a split; the file is read from its start if it is compressed. */
  static LineScanner open(FileStore files, Split split, LineRule rule) throws IOException {
    boolean compressed = Compression.of(split.path()) != Compression.NONE;
    long from = compressed ? 0 : Math.max(0, split.start() - 1);
    FileBytes in = FileBytes.open(files, split.path(), from);
    try {
      long end = compressed ? Long.MAX_VALUE : split.start() + split.length();
      LineScanner scanner = new LineScanner(in, from, end, rule);
      scanner.begin(split);
      return scanner;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void begin(Split split) throws IOException {
    if (in.compressed() ? split.start() > 0 : split.length() == 0) {
      end = base;
    } else if (split.start() == 0) {
      dropMark();
    } else {
      skipLine();
      first = base + next;
    }
  }

  /**
   * The line behind a mark belongs to the split that holds the first byte of the file, however
   * short that is.
   */
  private void dropMark() throws IOException {
    while (rule.mark() && limit < MARK.length && more()) {
      // Storages may deliver single bytes.
    }
    if (rule.mark()
        && limit >= MARK.length
        && chunk[0] == MARK[0]
        && chunk[1] == MARK[1]
        && chunk[2] == MARK[2]) {
      next = MARK.length;
      end = Math.max(end, MARK.length + 1);
    }
  }

  /** Moves behind the line that holds the byte before the split, without keeping it. */
  private void skipLine() throws IOException {
    int at = lineEnd(next, limit);
    while (at == limit) {
      next = limit;
      if (!more()) {
        return;
      }
      at = lineEnd(next, limit);
    }
    next = at;
    int step = terminator(0);
    next += step;
  }

  /**
   * Moves to the next line. The line that cannot be read is the current one after a failure.
   *
   * @return false if no more line begins inside the split
   */
  @Override
  public boolean next() throws IOException {
    if (base + next >= end) {
      return false;
    }
    try {
      return find();
    } catch (IOException e) {
      offset = next;
      length = 0;
      lines++;
      throw e;
    }
  }

  private boolean find() throws IOException {
    int scanned = 0;
    int at;
    while ((at = lineEnd(next + scanned, limit)) == limit) {
      scanned = limit - next;
      checkLength(scanned);
      if (!more()) {
        return last();
      }
    }
    int found = at - next;
    checkLength(found);
    int step = found + terminator(found);
    offset = next;
    length = found;
    next += step;
    lines++;
    return true;
  }

  /**
   * The bytes of the line terminator that stands {@code ahead} bytes behind {@link #next}; may move
   * the chunk.
   */
  private int terminator(int ahead) throws IOException {
    if (chunk[next + ahead] == '\n') {
      return 1;
    }
    boolean known = next + ahead + 1 < limit || more();
    return known && chunk[next + ahead + 1] == '\n' ? 2 : 1;
  }

  /** What is left at the end of the file: a line without a terminator, if it is not empty. */
  private boolean last() throws IOException {
    if (base + limit < promised) {
      throw new BadInputException(
          in.path(),
          "byte " + (base + limit),
          "the file became shorter while it was read",
          "run again once it is complete");
    }
    offset = next;
    length = limit - next;
    next = limit;
    lines += length > 0 ? 1 : 0;
    return length > 0;
  }

  private void checkLength(int bytes) throws IOException {
    if (bytes > rule.maxBytes()) {
      throw new BadInputException(
          in.path(),
          place(base + next),
          "a line of more than " + rule.maxBytes() + (rule.maxBytes() == 1 ? " byte" : " bytes"),
          "give the run a larger heap, or the source a larger maxLineBytes");
    }
  }

  /**
   * Reads at least one more byte behind {@link #limit}, in a full chunk after moving the unfinished
   * line to its front; false at the end.
   */
  private boolean more() throws IOException {
    int kept = limit - next;
    if (limit == chunk.length) {
      byte[] target = room(kept);
      System.arraycopy(chunk, next, target, 0, kept);
      chunk = target;
      base += next;
      next = 0;
      limit = kept;
    }
    int n = in.read(chunk, limit, chunk.length - limit);
    limit += Math.max(n, 0);
    return n > 0;
  }

  /**
   * Where to go on: a greater array for a long line, else one of the usual size, a new one where
   * slices of the old one are out.
   */
  private byte[] room(int kept) throws IOException {
    int usual = rule.chunk();
    if (kept > usual / 2) {
      return greater(kept);
    }
    return rule.freshChunks() || chunk.length > usual ? new byte[usual] : chunk;
  }

  private byte[] greater(int kept) throws IOException {
    try {
      return new byte[rule.room(kept)];
    } catch (OutOfMemoryError e) {
      throw noRoom(kept, next, e);
    }
  }

  /** Not the input's fault: another attempt may find room, once other tasks have ended. */
  private IOException noRoom(int bytes, int at, OutOfMemoryError e) {
    IOException failure =
        new IOException(
            in.path()
                + ", "
                + place(base + at)
                + ": the heap of "
                + Runtime.getRuntime().maxMemory()
                + " bytes has no room for a line of "
                + bytes
                + " bytes or more; give the run a larger heap, or fewer slots: the bytes of a line"
                + " are copied while it grows, and once more for its text");
    failure.addSuppressed(e);
    return failure;
  }

  private int lineEnd(int from, int to) {
    return LineEnds.find(chunk, from, to, rule.returns());
  }

  /** The array that holds the current line; valid until the next call, unless chunks are fresh. */
  @Override
  public byte[] chunk() {
    return chunk;
  }

  @Override
  public int offset() {
    return offset;
  }

  /** The bytes of the current line, without its terminator. */
  @Override
  public int length() {
    return length;
  }

  /**
   * The current line; malformed UTF-8 becomes U+FFFD as everywhere in the JDK.
   *
   * @throws IOException if it is a long one for which the heap has no room; names file and byte
   */
  String text() throws IOException {
    try {
      return new String(chunk, offset, length, StandardCharsets.UTF_8);
    } catch (OutOfMemoryError e) {
      if (length <= rule.chunk()) {
        throw e; // it is not the line that fills the heap
      }
      throw noRoom(length, offset, e);
    }
  }

  /** Position of the current line in the (decompressed) file. */
  long position() {
    return base + offset;
  }

  /** The number of lines so far. */
  long lines() {
    return lines;
  }

  /**
   * Bytes of the lines so far, with their terminators and the mark; of compressed files, the
   * compressed bytes read. What a reader looks at outside its split does not count: over all splits
   * of a file the sum is its length.
   */
  long consumed() {
    if (in.compressed()) {
      return in.consumed();
    }
    return Math.max(0, base + next - first);
  }

  String path() {
    return in.path();
  }

  /** A position in the words of messages. */
  String place(long position) {
    return (in.compressed() ? "decompressed byte " : "byte ") + position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
