package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.formats.FixedLength;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.FileSource;
import dev.tandem.mapreduce.api.InputFormat;
import java.util.List;

/**
 * Records of one length with their offsets: {@code fixedlengthinputformat.record.length} bytes. A
 * file whose length is no multiple is refused.
 */
public class FixedLengthInputFormat extends InputFormat<Long, byte[]> {
  /** Bytes of a record. */
  public static final String FIXED_RECORD_LENGTH = "fixedlengthinputformat.record.length";

  /** Sets the bytes of a record. */
  public static void setRecordLength(Configuration conf, int bytes) {
    conf.setInt(FIXED_RECORD_LENGTH, bytes);
  }

  @Override
  public Source<Pair<Long, byte[]>> source(List<String> paths, Configuration conf) {
    int length = conf.getInt(FIXED_RECORD_LENGTH, 0);
    if (length < 1) {
      throw new IllegalArgumentException(
          FIXED_RECORD_LENGTH + " is " + length + ", it must be 1 or more");
    }
    return new Records(paths, length);
  }

  private static final class Records extends FileSource<byte[], Long, byte[]> {
    private static final long serialVersionUID = 1L;
    private final int length;

    Records(List<String> paths, int length) {
      super(FixedLength.of(paths, length), paths, true);
      this.length = length;
    }

    @Override
    protected Pair<Long, byte[]> pair(Split split, long number, byte[] record) {
      long first = (split.start() + length - 1) / length;
      return new Pair<>((first + number) * length, record);
    }
  }
}
