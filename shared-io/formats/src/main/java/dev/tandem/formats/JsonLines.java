package dev.tandem.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * JSON lines: one JSON object a line, {@code p.read(JsonLines.of(args.inputs(), Visit.class))} with
 * a Java record {@code Visit}.
 *
 * <p>Properties that the class does not have are ignored; a number that is missing or null where
 * the class has a primitive is an error. The class is the one that the job names: no JSON text can
 * name another. Objects may nest 100 deep. Blank lines are skipped; a malformed line fails with
 * file, line and column. Lines, compression and folders are treated as in {@link TextLines}.
 *
 * @param <T> what an object is given as
 */
public final class JsonLines<T> implements Source<T> {
  private static final long serialVersionUID = 1L;

  private final List<String> paths;
  private final Form<T> form;

  private JsonLines(List<String> paths, Class<?> type, Codec<T> codec) {
    this.paths = List.copyOf(paths);
    this.form = new Form<>(type, codec);
  }

  /**
   * Objects as instances of a class that has a codec of its own: a record, usually.
   *
   * @throws IllegalArgumentException if there is no codec for {@code type}
   */
  public static <T> JsonLines<T> of(List<String> paths, Class<T> type) {
    return of(paths, type, Codecs.of(type));
  }

  /** Objects as instances of any class that Jackson can make. */
  public static <T> JsonLines<T> of(List<String> paths, Class<T> type, Codec<T> codec) {
    return new JsonLines<>(paths, type, codec);
  }

  /**
   * Objects as maps in the order of their properties. Values are String, Integer, Long, BigInteger,
   * Double, Boolean, List, Map or null.
   */
  public static JsonLines<Map<String, Object>> maps(List<String> paths) {
    return new JsonLines<>(paths, Map.class, Codecs.map(Codecs.TEXT, Codecs.dynamic()));
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return InputFiles.splits(files, paths, rule, true);
  }

  @Override
  public RecordReader<T> open(FileStore files, Split split) throws IOException {
    return new LineReader<>(files, split, LineRule.INPUT, form);
  }

  @Override
  public Codec<T> codec() {
    return form.codec();
  }

  @Override
  public String describe() {
    return "JSON lines of " + InputFiles.describe(paths);
  }

  private record Form<T>(Class<?> type, Codec<T> codec) implements LineForm<T> {
    @Override
    public T record(LineScanner line) throws IOException {
      if (line.length() == 0) {
        return null;
      }
      try {
        T value = Json.reader(type).readValue(line.text());
        if (value == null) {
          throw malformed("null instead of an object", null);
        }
        return value;
      } catch (JsonProcessingException e) {
        String column =
            e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        throw malformed(e.getOriginalMessage() + column, e);
      }
    }

    private static MalformedLine malformed(String problem, Exception cause) {
      return new MalformedLine(
          "not the JSON object that is wanted (" + problem + ")", "write one object a line", cause);
    }
  }
}
