package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.List;

/**
 * Lines of text files: {@code p.read(TextLines.of(args.inputs()))}.
 *
 * <p>LF, CRLF and a lone CR end a line; a missing end of the last line changes nothing; a byte
 * order mark at the start of a file is dropped. Text is UTF-8, and malformed bytes become U+FFFD.
 * Files whose names end in {@code .gz}, {@code .bz2} or {@code .zst} are decompressed. Folders are
 * read as {@link InputFiles} says.
 *
 * @param <T> what a line is given as
 */
public final class TextLines<T> implements Source<T> {
  private static final long serialVersionUID = 1L;

  private final List<String> paths;
  private final LineRule rule;
  private final LineForm<T> form;

  private TextLines(List<String> paths, LineRule rule, LineForm<T> form) {
    this.paths = List.copyOf(paths);
    this.rule = rule;
    this.form = form;
  }

  /** Each line as a String. */
  public static TextLines<String> of(List<String> paths) {
    return new TextLines<>(paths, LineRule.INPUT, Strings.FORM);
  }

  /**
   * Each line as its bytes, as they are: a slice of a chunk that is never filled again. Other bytes
   * are another text, even where both are malformed.
   */
  public static TextLines<TextBytes> bytes(List<String> paths) {
    return new TextLines<>(paths, LineRule.INPUT.withFreshChunks(), Slices.FORM);
  }

  /**
   * Each line as the UTF-8 of its text: {@link #of} without its Strings, and with the same answers,
   * because here too malformed bytes become U+FFFD. Other lines are slices as in {@link #bytes}.
   */
  public static TextLines<TextBytes> utf8(List<String> paths) {
    return new TextLines<>(paths, LineRule.INPUT.withFreshChunks(), WellFormed.FORM);
  }

  /** Each line with its file and its offset. */
  public static TextLines<FileLine> located(List<String> paths) {
    return new TextLines<>(paths, LineRule.INPUT, Located.FORM);
  }

  /**
   * The same source with another limit for the length of a line. A longer line fails the task,
   * naming its offset. By default 512 MB or an eighth of the heap, whichever is less.
   *
   * <p>A line that is nearly as long takes up to 5/3 of {@code max} while it is read, and a text of
   * it twice {@code max} or more: where the heap has no room for that, the attempt fails and names
   * file and offset, and another one may find room.
   */
  public TextLines<T> maxLineBytes(long max) {
    return new TextLines<>(paths, rule.withMaxBytes(max), form);
  }

  /** For tests: chunks so small that every line crosses some. */
  TextLines<T> chunk(int bytes) {
    return new TextLines<>(paths, rule.withChunk(bytes), form);
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule splitRule) throws IOException {
    return InputFiles.splits(files, paths, splitRule, true);
  }

  @Override
  public RecordReader<T> open(FileStore files, Split split) throws IOException {
    return new LineReader<>(files, split, rule, form);
  }

  @Override
  public Codec<T> codec() {
    return form.codec();
  }

  @Override
  public String describe() {
    return "text lines of " + InputFiles.describe(paths);
  }

  private enum Strings implements LineForm<String> {
    FORM;

    @Override
    public String record(LineScanner line) throws IOException {
      return line.text();
    }

    @Override
    public Codec<String> codec() {
      return Codecs.TEXT;
    }
  }

  private enum Slices implements LineForm<TextBytes> {
    FORM;

    @Override
    public TextBytes record(LineScanner line) {
      return TextBytes.of(line.chunk(), line.offset(), line.length());
    }

    @Override
    public Codec<TextBytes> codec() {
      return TextBytes.codec();
    }
  }

  private enum WellFormed implements LineForm<TextBytes> {
    FORM;

    @Override
    public TextBytes record(LineScanner line) {
      return Slices.FORM.record(line).wellFormed();
    }

    @Override
    public Codec<TextBytes> codec() {
      return TextBytes.codec();
    }
  }

  private enum Located implements LineForm<FileLine> {
    FORM;

    @Override
    public FileLine record(LineScanner line) throws IOException {
      return new FileLine(line.path(), line.position(), line.text());
    }

    @Override
    public Codec<FileLine> codec() {
      return Codecs.of(FileLine.class);
    }
  }
}
