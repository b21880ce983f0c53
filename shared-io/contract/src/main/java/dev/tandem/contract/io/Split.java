package dev.tandem.contract.io;

import java.io.Serializable;

/**
 * A slice of an input: the unit of work of one task.
 *
 * @param path the file; for values that came with the plan, a description
 * @param start offset of the first byte (or index of the first value)
 * @param length number of bytes (or values); a record that begins inside the slice belongs to it,
 *     even if it ends behind
 */
public record Split(String path, long start, long length) implements Serializable {
  /** Rejects negative positions. */
  public Split {
    if (start < 0 || length < 0) {
      throw new IllegalArgumentException("split " + start + "+" + length + " of " + path);
    }
  }

  @Override
  public String toString() {
    return path + ":" + start + "+" + length;
  }
}
