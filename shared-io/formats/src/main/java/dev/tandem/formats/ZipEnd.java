package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;

/**
 * The record at the end of a zip archive (APPNOTE.TXT, 4.3.16: end of central directory record).
 * Who reads an archive from front to back takes the end of the file for its end; only this record
 * tells an archive that was cut between two entries.
 */
final class ZipEnd {
  private static final int SIGNATURE = 0x06054b50;
  private static final int BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;

  /** Stands for a number that is in the record of a zip64 archive instead. */
  private static final int ELSEWHERE = 0xFFFFFFFF;

  private ZipEnd() {}

  /** Whether a file ends like a zip archive: with the record, where the record says it is. */
  static boolean isThere(FileStore files, String archive) throws IOException {
    FileInfo info = files.info(archive);
    if (info == null) {
      throw new NoSuchFileException(archive);
    }
    long length = info.length();
    int size = (int) Math.min(length, BYTES + LONGEST_COMMENT);
    ByteBuffer tail;
    try (InputStream in = files.open(archive, length - size)) {
      tail = ByteBuffer.wrap(in.readNBytes(size)).order(ByteOrder.LITTLE_ENDIAN);
    }
    for (int at = tail.limit() - BYTES; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE && isWhereItSays(tail, at, length - size + at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The record follows the directory whose size and offset it holds: one of another archive, which
   * is an entry of this one, does not.
   */
  private static boolean isWhereItSays(ByteBuffer tail, int at, long place) {
    int size = tail.getInt(at + 12);
    int offset = tail.getInt(at + 16);
    return size == ELSEWHERE
        || offset == ELSEWHERE
        || Integer.toUnsignedLong(size) + Integer.toUnsignedLong(offset) == place;
  }
}
