package dev.tandem.contract.io;

import java.util.Arrays;

/**
 * A key as its bytes: what engines put into hash tables where a class's {@code equals} is not what
 * the key's codec says (arrays, records with an {@code equals} of their own). The hash is that of
 * the codec.
 */
public final class EncodedKey {
  private final byte[] bytes;
  private final int hash;

  private EncodedKey(byte[] bytes, int hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /** The key {@code value}, as {@code codec} writes it. */
  public static <T> EncodedKey of(Codec<T> codec, T value) {
    return new EncodedKey(Scratch.encode(codec, value), codec.hash(value));
  }

  /** The encoding; shared, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedKey that
        && hash == that.hash
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
