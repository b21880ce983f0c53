package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.List;

/**
 * Binary files of records of one length: {@code p.read(FixedLength.of(args.inputs(), 100))}. A file
 * whose length is not a multiple of the record length fails before the first task. Compression and
 * folders are treated as in {@link TextLines}.
 */
public final class FixedLength implements Source<byte[]> {
  private static final long serialVersionUID = 1L;

  private final List<String> paths;
  private final int recordLength;

  private FixedLength(List<String> paths, int recordLength) {
    this.paths = List.copyOf(paths);
    this.recordLength = checked(recordLength);
  }

  /**
   * Records of {@code recordLength} bytes.
   *
   * @param recordLength at least 1
   */
  public static FixedLength of(List<String> paths, int recordLength) {
    return new FixedLength(paths, recordLength);
  }

  static int checked(int recordLength) {
    if (recordLength < 1) {
      throw new IllegalArgumentException(
          "the length of a record must be at least 1 byte, not " + recordLength);
    }
    return recordLength;
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    List<Split> splits = InputFiles.splits(files, paths, rule, true);
    for (FileInfo file : InputFiles.list(files, paths)) {
      boolean plain = Compression.of(file.path()) == Compression.NONE;
      if (plain && file.length() % recordLength != 0) {
        throw torn(file.path(), file.length(), recordLength);
      }
    }
    return splits;
  }

  static BadInputException torn(String path, long length, int recordLength) {
    return new BadInputException(
        path,
        "byte " + length / recordLength * recordLength,
        "the last record is cut: " + length + " bytes are not a multiple of " + recordLength,
        "check the record length, or copy the file again");
  }

  @Override
  public RecordReader<byte[]> open(FileStore files, Split split) throws IOException {
    return new FixedLengthReader(new FixedLengthScanner(files, split, recordLength));
  }

  @Override
  public Codec<byte[]> codec() {
    return Codecs.BYTES;
  }

  @Override
  public String describe() {
    return recordLength + "-byte records of " + InputFiles.describe(paths);
  }
}
