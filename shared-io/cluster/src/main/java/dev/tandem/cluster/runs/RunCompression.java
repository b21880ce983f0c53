package dev.tandem.cluster.runs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.tandem.contract.io.CorruptDataException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * How the blocks of a run are compressed. Each block says itself how it was: one that does not
 * become smaller is written as it is, and a reader needs not be told. Pays where disks are slower
 * than the processor.
 */
public enum RunCompression {
  /** Not at all. */
  NONE {
    @Override
    int pack(byte[] from, int offset, int length, byte[] to, int at) {
      return length;
    }

    @Override
    int unpack(byte[] from, int offset, int length, byte[] to, int size) {
      throw new CorruptDataException("a block that is not compressed cannot be unpacked");
    }
  },

  /** LZ4: fast. */
  LZ4 {
    @Override
    int pack(byte[] from, int offset, int length, byte[] to, int at) {
      int room = Math.min(to.length - at, length - 1);
      try {
        return Lz4.FACTORY.fastCompressor().compress(from, offset, length, to, at, room);
      } catch (LZ4Exception doesNotFit) {
        return length;
      }
    }

    @Override
    int unpack(byte[] from, int offset, int length, byte[] to, int size) {
      try {
        return Lz4.FACTORY.safeDecompressor().decompress(from, offset, length, to, 0, size);
      } catch (LZ4Exception e) {
        throw new CorruptDataException("a block that is not LZ4: " + e.getMessage());
      }
    }
  },

  /** Zstandard at its fastest usual level: smaller. */
  ZSTD {
    @Override
    int pack(byte[] from, int offset, int length, byte[] to, int at) {
      try {
        return (int) Zstd.compressByteArray(to, at, to.length - at, from, offset, length, 1);
      } catch (ZstdException doesNotFit) {
        return length;
      }
    }

    @Override
    int unpack(byte[] from, int offset, int length, byte[] to, int size) {
      try {
        return (int) Zstd.decompressByteArray(to, 0, size, from, offset, length);
      } catch (ZstdException e) {
        throw new CorruptDataException("a block that is not zstd: " + e.getMessage());
      }
    }
  };

  /** Loaded when it is first needed. */
  private static final class Lz4 {
    private static final LZ4Factory FACTORY = LZ4Factory.fastestJavaInstance();
  }

  /**
   * Compresses.
   *
   * @param to takes the bytes from {@code at} on
   * @return how many; at least {@code length} if it does not pay, {@code to} is undefined then
   */
  abstract int pack(byte[] from, int offset, int length, byte[] to, int at);

  /**
   * Undoes {@link #pack}.
   *
   * @param to takes at most {@code size} bytes
   * @return how many
   * @throws CorruptDataException if that is not what {@link #pack} made
   */
  abstract int unpack(byte[] from, int offset, int length, byte[] to, int size);

  /** The compression of a block. */
  static RunCompression of(byte code) {
    if (code <= 0 || code >= values().length) {
      throw new CorruptDataException("compression " + code + " is not known");
    }
    return values()[code];
  }
}
