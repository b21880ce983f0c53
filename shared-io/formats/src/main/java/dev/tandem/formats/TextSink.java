package dev.tandem.formats;

import dev.tandem.contract.io.Output;
import dev.tandem.contract.job.OutputFolder;

/**
 * Text files, one line for each record: {@code counts.write(TextSink.to(args.output()))}.
 *
 * <p>A pair is written as {@code first TAB second}, its sides likewise; byte arrays and {@link
 * TextBytes} as they are; other arrays as {@code [a, b]}; a missing side of a join as {@code \N};
 * everything else as {@code String.valueOf} says. UTF-8, LF. Nothing is escaped: a job whose values
 * may hold TAB, CR or LF escapes them itself, where it wants its lines to be read back.
 */
public final class TextSink extends LineSink<Object, TextSink> {
  private static final long serialVersionUID = 1L;

  private TextSink(OutputFolder folder, Compression compression) {
    super(folder, compression);
  }

  /** Writes to {@code folder}, not compressed. */
  public static TextSink to(OutputFolder folder) {
    return new TextSink(folder, Compression.NONE);
  }

  @Override
  void append(Object record, Output line) {
    TextForm.append(record, line);
  }

  @Override
  TextSink with(OutputFolder folder, Compression compression) {
    return new TextSink(folder, compression);
  }
}
