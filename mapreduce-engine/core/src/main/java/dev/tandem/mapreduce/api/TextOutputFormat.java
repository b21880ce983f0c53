package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.TextForm;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of key, TAB and value: the default. A key or value that is null or {@code Unit} (Hadoop's
 * {@code NullWritable}) is left out together with the TAB; a record without both is no line.
 *
 * <p>{@code mapreduce.output.textoutputformat.separator} replaces the TAB; {@code
 * mapreduce.output.fileoutputformat.compress} compresses by {@code
 * mapreduce.output.fileoutputformat.compress.codec}: gzip, bzip2 or zstd, or Hadoop's class name.
 *
 * @param <K> keys
 * @param <V> values
 */
public class TextOutputFormat<K, V> extends OutputFormat<K, V> {
  private static final String SEPARATOR = "mapreduce.output.textoutputformat.separator";

  @Override
  public Sink<Pair<K, V>> sink(Configuration conf) {
    TextSink lines = TextSink.to(new OutputFolder(""));
    return new Lines<>(FileOutputFormat.compressed(lines, conf), conf.get(SEPARATOR, "\t"));
  }

  /**
   * @param lines writes what stands in a line
   */
  private record Lines<K, V>(TextSink lines, String separator) implements Sink<Pair<K, V>> {
    @Override
    public String folder() {
      return lines.folder();
    }

    @Override
    public String extension() {
      return lines.extension();
    }

    @Override
    public RecordWriter<Pair<K, V>> open(OutputStream out) throws IOException {
      return new Writer<>(lines.open(out), separator);
    }
  }

  private static final class Writer<K, V> implements RecordWriter<Pair<K, V>> {
    private final RecordWriter<Object> lines;
    private final byte[] separator;
    private final boolean tab;
    private final Output line = new Output(256);
    private long silent;

    Writer(RecordWriter<Object> lines, String separator) {
      this.lines = lines;
      this.separator = separator.getBytes(StandardCharsets.UTF_8);
      this.tab = separator.equals("\t");
    }

    private static boolean isNothing(Object side) {
      return side == null || side instanceof dev.tandem.contract.flow.Unit;
    }

    @Override
    public void write(Pair<K, V> pair) throws IOException {
      boolean noKey = isNothing(pair.first());
      boolean noValue = isNothing(pair.second());
      if (noKey && noValue) {
        silent++;
      } else if (noKey) {
        lines.write(pair.second());
      } else if (noValue) {
        lines.write(pair.first());
      } else if (tab) {
        lines.write(pair);
      } else {
        lines.write(separated(pair));
      }
    }

    /** Both sides have the text that they have beside a TAB, byte arrays among them. */
    private byte[] separated(Pair<K, V> pair) {
      line.truncate(0);
      TextForm.append(pair.first(), line);
      line.writeBytes(separator, 0, separator.length);
      TextForm.append(pair.second(), line);
      return Arrays.copyOf(line.array(), line.position());
    }

    @Override
    public long records() {
      return lines.records() + silent;
    }

    @Override
    public long digest() {
      return lines.digest();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
