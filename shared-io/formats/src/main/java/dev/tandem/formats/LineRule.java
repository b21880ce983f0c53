package dev.tandem.formats;

import java.io.Serializable;

/**
 * What a line is.
 *
 * @param returns whether a CR ends a line too, alone or followed by LF
 * @param mark whether a byte order mark at the start of a file is dropped
 * @param freshChunks whether a chunk is never filled again once lines of it have been handed out
 * @param maxBytes the longest line that is accepted
 * @param chunk bytes read at once, at least 4
 */
record LineRule(boolean returns, boolean mark, boolean freshChunks, long maxBytes, int chunk)
    implements Serializable {
  private static final int CHUNK = 1 << 18;
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  /** Behind a line: its terminator of two bytes, or the byte that shows that it is too long. */
  private static final int LOOK_AHEAD = 2;

  /** Input as people write it. */
  static final LineRule INPUT = new LineRule(true, true, false, defaultMax(), CHUNK);

  /** Output as our sinks write it: LF only, every other byte belongs to a line. */
  static final LineRule OUTPUT = new LineRule(false, false, false, LONGEST, CHUNK);

  /** A line is held as bytes and, twice as long at worst, as a text while it is decoded. */
  private static long defaultMax() {
    return Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8);
  }

  LineRule withFreshChunks() {
    return new LineRule(returns, mark, true, maxBytes, chunk);
  }

  LineRule withMaxBytes(long max) {
    if (max < 1 || max > LONGEST) {
      throw new IllegalArgumentException("the longest line must be 1 byte to 2 GB, not " + max);
    }
    return new LineRule(returns, mark, freshChunks, max, chunk);
  }

  LineRule withAnyLength() {
    return withMaxBytes(LONGEST);
  }

  LineRule withChunk(int bytes) {
    return new LineRule(returns, mark, freshChunks, maxBytes, bytes);
  }

  /**
   * Bytes of the next greater chunk, once a line of {@code kept} bytes has not ended in its own.
   * Half as many again, for the old one is there beside it while it is copied; but never more than
   * the longest line needs, and at once so many if the next step would go beyond that.
   */
  int room(int kept) {
    long most = maxBytes + LOOK_AHEAD;
    long wanted = Math.max(2L * chunk, kept + kept / 2L);
    return (int) Math.max(chunk, wanted + wanted / 2 > most ? most : wanted);
  }
}
