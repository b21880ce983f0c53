package dev.tandem.cluster.runs;

/**
 * Where one partition's records stand in a run file.
 *
 * @param offset of its first byte in the file
 * @param bytes its length in the file, with checksums and end marker
 * @param records how many there are
 * @param payload bytes of the encoded keys and values alone
 * @param largestBlock bytes of the content of its largest block: what a reader needs as memory
 */
public record Segment(long offset, long bytes, long records, long payload, int largestBlock) {
  /** The offset of the first segment of a run file: behind the head of the file. */
  public static final int FIRST = RunFormat.HEAD.length;

  /** Whether there is nothing to read. */
  public boolean isEmpty() {
    return records == 0;
  }
}
