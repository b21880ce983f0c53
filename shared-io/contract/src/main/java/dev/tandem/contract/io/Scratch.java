package dev.tandem.contract.io;

import java.util.Arrays;

/** A buffer per thread for encodings that are looked at and forgotten. Uses may nest. */
final class Scratch {
  /** A buffer that has grown beyond this many bytes is not kept. */
  private static final int KEEP = 1 << 20;

  private static final ThreadLocal<Output> BUFFER = ThreadLocal.withInitial(() -> new Output(256));

  private Scratch() {}

  /** The bytes of {@code value}. */
  static <T> byte[] encode(Codec<T> codec, T value) {
    Output out = BUFFER.get();
    int start = out.position();
    try {
      codec.write(value, out);
      return Arrays.copyOfRange(out.array(), start, out.position());
    } finally {
      release(out, start);
    }
  }

  /** memcmp of two encodings. */
  static <T> int compare(Codec<T> codec, T a, T b) {
    Output out = BUFFER.get();
    int start = out.position();
    try {
      codec.write(a, out);
      int middle = out.position();
      codec.write(b, out);
      return Arrays.compareUnsigned(
          out.array(), start, middle, out.array(), middle, out.position());
    } finally {
      release(out, start);
    }
  }

  private static void release(Output out, int start) {
    out.truncate(start);
    if (start == 0 && out.array().length > KEEP) {
      BUFFER.remove();
    }
  }
}
