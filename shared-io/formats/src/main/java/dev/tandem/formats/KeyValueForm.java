package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The bytes around the payloads of a key/value file. */
final class KeyValueForm {
  /** "TandemKV" and the version. */
  static final byte[] MAGIC = {'T', 'a', 'n', 'd', 'e', 'm', 'K', 'V', 1};

  /**
   * What a block begins with. Payloads may hold it too; only at a block's offset is it followed by
   * a right checksum.
   */
  static final long MARK = 0xF1E2_9C07_5AB3_46D8L;

  /** Bytes before a payload. */
  static final int BLOCK_HEAD = 24;

  /**
   * Records are collected until a payload has this many bytes, so that a reader in the middle of a
   * file finds a mark soon.
   */
  static final int BLOCK = 1 << 16;

  /** The longest names of codecs that are accepted. */
  static final int MAX_NAMES = 1 << 16;

  private KeyValueForm() {}

  /** The head of a file. */
  static byte[] head(Codec<?> key, Codec<?> value) {
    byte[] names =
        (key.describe() + '\0' + value.describe() + '\0').getBytes(StandardCharsets.UTF_8);
    if (names.length > MAX_NAMES) {
      throw new IllegalArgumentException(
          "the names of the codecs are longer than " + MAX_NAMES + " bytes");
    }
    Output out = new Output(64);
    out.writeBytes(MAGIC, 0, MAGIC.length);
    out.writeFixed32(names.length);
    out.writeBytes(names, 0, names.length);
    out.writeFixed32(checksum(out.array(), 0, out.position()));
    return out.toByteArray();
  }

  /** The head of a block that stands at {@code offset} of the file. */
  static byte[] blockHead(long offset, byte[] payload, int length, int records) {
    byte[] head = new byte[BLOCK_HEAD];
    Words.BIG_ENDIAN.set(head, 0, MARK);
    Words.BIG_ENDIAN_INT.set(head, 8, length);
    Words.BIG_ENDIAN_INT.set(head, 12, records);
    Words.BIG_ENDIAN_INT.set(head, 16, checksum(payload, 0, length));
    Words.BIG_ENDIAN_INT.set(head, 20, headChecksum(offset, head, 0));
    return head;
  }

  /**
   * Whether the 24 bytes at {@code at} are the head of a block that stands at {@code offset} of the
   * file.
   */
  static boolean isBlockHead(long offset, byte[] bytes, int at) {
    return (long) Words.BIG_ENDIAN.get(bytes, at) == MARK
        && (int) Words.BIG_ENDIAN_INT.get(bytes, at + 20) == headChecksum(offset, bytes, at);
  }

  private static int headChecksum(long offset, byte[] bytes, int at) {
    byte[] place = new byte[Long.BYTES];
    Words.BIG_ENDIAN.set(place, 0, offset);
    CRC32C crc = new CRC32C();
    crc.update(place, 0, place.length);
    crc.update(bytes, at, 20);
    return (int) crc.getValue();
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
