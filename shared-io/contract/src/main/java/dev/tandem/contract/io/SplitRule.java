package dev.tandem.contract.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Hadoop's rule for cutting files ({@code FileInputFormat.getSplits}): the split size is {@code
 * max(min, min(max, block))}, and a file is cut while what is left is more than 1.1 times that
 * size, so that the last split is at most a tenth longer and never tiny.
 *
 * @param min the least split size in bytes, at least 1
 * @param max the greatest split size in bytes
 * @param block the block size of the storage in bytes
 */
public record SplitRule(long min, long max, long block) implements Serializable {
  /** How much longer than the others the last split of a file may be. */
  public static final double SLOP = 1.1;

  /** Splits of 32 MB, the block size that Hadoop assumes for local files. */
  public static final SplitRule DEFAULT = new SplitRule(1, Long.MAX_VALUE, 32L << 20);

  /** A small input is cut into about so many splits. */
  private static final int PIECES = 8;

  /** But not into splits of less than this many bytes: each costs a task. */
  private static final long LEAST_PIECE = 1 << 20;

  /** Rejects sizes below one byte. */
  public SplitRule {
    if (min < 1 || max < 1 || block < 1) {
      throw new IllegalArgumentException(
          "split sizes must be positive: min " + min + ", max " + max + ", block " + block);
    }
  }

  /**
   * The rule for an input of so many bytes altogether: Hadoop's goal size ({@code totalSize /
   * numSplits}). Where blocks are large beside the input, they would leave slots without work; the
   * input is then cut into {@value #PIECES} splits or so, of {@value #LEAST_PIECE} bytes at least.
   * It depends on the input alone, so that all engines cut alike.
   */
  public SplitRule forInput(long bytes) {
    long goal = Math.max(LEAST_PIECE, (bytes + PIECES - 1) / PIECES);
    return new SplitRule(min, Math.min(max, goal), block);
  }

  /** The size of a split in bytes. */
  public long size() {
    return Math.max(min, Math.min(max, block));
  }

  /**
   * Cuts one file.
   *
   * @param path the file
   * @param length its length in bytes; an empty file gives one empty split
   * @param splittable whether a reader can start in the middle; if not, the file is one split
   */
  public List<Split> cut(String path, long length, boolean splittable) {
    List<Split> splits = new ArrayList<>();
    long start = 0;
    long left = length;
    while (splittable && (double) left / size() > SLOP) {
      splits.add(new Split(path, start, size()));
      start += size();
      left -= size();
    }
    if (left > 0 || splits.isEmpty()) {
      splits.add(new Split(path, start, left));
    }
    return splits;
  }
}
