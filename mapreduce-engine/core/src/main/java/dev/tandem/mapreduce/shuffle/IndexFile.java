package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.Failures;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file beside a run that says where its partitions stand: {@code spill0.index} belongs to
 * {@code spill0}; Hadoop's {@code SpillRecord}. Written where map outputs are copied, so that
 * whoever copies one partition needs nothing but the two files, and for spills whose indexes would
 * take too much memory ({@link Spills}).
 *
 * <pre>
 * file       "TIDX" version:1  partition*  crc:4
 * partition  start:8 rawLength:8 partLength:8      Hadoop's 24 bytes
 *            records:8 largestBlock:4              what a {@code RunReader} checks besides
 * </pre>
 *
 * <p>Numbers are big-endian. The raw length counts keys and values alone, the part length what is
 * in the file; a partition without records is all zeros. The checksum (CRC32C) covers the path of
 * the run and then all bytes before it, so that the index of another attempt is not believed; and a
 * file that is not exactly as long as its partitions need, half written for instance, is not read
 * at all.
 */
public final class IndexFile {
  private static final byte[] HEAD = {'T', 'I', 'D', 'X', 1};
  private static final int ENTRY = 4 * Long.BYTES + Integer.BYTES;

  private IndexFile() {}

  /** Where the index of a run is. */
  public static String pathOf(Run run) {
    return pathOf(run.path());
  }

  static String pathOf(String run) {
    return run + ".index";
  }

  /**
   * Writes the index of a run.
   *
   * @param files the storage
   * @param run all of it, which has a file
   * @throws IOException if the storage fails
   */
  static void write(FileStore files, Run run) throws IOException {
    try (OutputStream out = files.create(pathOf(run))) {
      out.write(bytes(run));
    } catch (IOException e) {
      throw Failures.whileWriting(files, pathOf(run), e);
    }
  }

  private static byte[] bytes(Run run) {
    ByteBuffer bytes = ByteBuffer.allocate(length(run.segments().size()));
    bytes.put(HEAD);
    for (Segment at : run.segments()) {
      bytes.putLong(at.offset()).putLong(at.payload()).putLong(at.bytes());
      bytes.putLong(at.records()).putInt(at.largestBlock());
    }
    return bytes.putInt(checksum(run.path(), bytes.array(), bytes.position())).array();
  }

  private static int length(int partitions) {
    return Math.toIntExact(HEAD.length + (long) ENTRY * partitions + Integer.BYTES);
  }

  private static int checksum(String run, byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(run.getBytes(StandardCharsets.UTF_8));
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /**
   * Reads where a partition stands. No more is read or allocated than the index of so many
   * partitions has.
   *
   * @param files the storage
   * @param run tells the path and the number of partitions, nothing else
   * @param partition from 0
   * @throws IOException if the index or the run is not there or cannot be read
   * @throws CorruptDataException if the index is damaged or not this run's; names it
   */
  static Segment read(FileStore files, Run run, int partition) throws IOException {
    ByteBuffer in = readChecked(files, run.path(), run.segments().size());
    in.position(HEAD.length + ENTRY * partition);
    Segment at = segment(in);
    return at.equals(Run.EMPTY) ? at : bounded(run.path(), at, size(files, run.path()));
  }

  /**
   * Reads where all partitions stand.
   *
   * @param run the path of the run
   * @param partitions how many it has
   * @param origin of the run
   * @throws IOException if the index or the run is not there or cannot be read
   * @throws CorruptDataException if the index is damaged or not this run's; names it
   */
  static Run readAll(FileStore files, String run, int partitions, int origin) throws IOException {
    ByteBuffer in = readChecked(files, run, partitions);
    long size = size(files, run);
    List<Segment> segments = new ArrayList<>(partitions);
    for (int p = 0; p < partitions; p++) {
      Segment at = segment(in);
      segments.add(at.equals(Run.EMPTY) ? at : bounded(run, at, size));
    }
    return new Run(run, segments, origin);
  }

  private static Segment segment(ByteBuffer in) {
    long start = in.getLong();
    long raw = in.getLong();
    long length = in.getLong();
    return new Segment(start, length, in.getLong(), raw, in.getInt());
  }

  /** All of an index whose head and checksum are right; stands at its first partition. */
  private static ByteBuffer readChecked(FileStore files, String run, int partitions)
      throws IOException {
    byte[] bytes = readBytes(files, run, partitions);
    int end = bytes.length - Integer.BYTES;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      throw corrupt(run, "this is not an index file of this version");
    }
    if (in.getInt(end) != checksum(run, bytes, end)) {
      throw corrupt(run, "the checksum is wrong: it is damaged, or another run's");
    }
    return in.position(HEAD.length);
  }

  private static byte[] readBytes(FileStore files, String run, int partitions) throws IOException {
    int length = length(partitions);
    byte[] bytes;
    try (InputStream in = files.open(pathOf(run), 0)) {
      bytes = in.readNBytes(length + 1);
    }
    if (bytes.length != length) {
      throw corrupt(run, "the index of " + partitions + " partitions has " + length + " bytes");
    }
    return bytes;
  }

  private static long size(FileStore files, String run) throws IOException {
    FileInfo info = files.info(run);
    if (info == null) {
      throw new NoSuchFileException(run);
    }
    return info.length();
  }

  private static Segment bounded(String run, Segment at, long size) {
    if (at.offset() < Segment.FIRST
        || at.bytes() <= 0
        || at.bytes() > size - at.offset()
        || at.records() <= 0
        || at.payload() < 0
        || at.largestBlock() <= 0) {
      throw corrupt(run, at + " does not fit into a run of " + size + " bytes");
    }
    return at;
  }

  private static CorruptDataException corrupt(String run, String what) {
    return new CorruptDataException(pathOf(run) + ": corrupt index: " + what);
  }

  /** Whether the index of a run can be read and says what it should. */
  public static boolean isSound(FileStore files, Run run) {
    try {
      return Arrays.equals(readBytes(files, run.path(), run.segments().size()), bytes(run));
    } catch (IOException | CorruptDataException damaged) {
      return false;
    }
  }
}
