package dev.tandem.mapreduce.api.testkit;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.KeyValueFile;
import dev.tandem.formats.KeyValueSink;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tasks write, as they wrote it: an object that is changed afterwards has been encoded by
 * then. Other than in a {@link KeyValueFile} keys and values may be null.
 */
final class KeptRecords extends OutputFormat<Object, Object> {
  private static final Codec<Optional<Object>> OR_NULL = Codecs.optional(Codecs.dynamic());

  @Override
  public Sink<Pair<Object, Object>> sink(Configuration conf) {
    return new Kept(KeyValueSink.to(new OutputFolder(""), OR_NULL, OR_NULL));
  }

  /**
   * Reads a file back.
   *
   * @throws IOException if it cannot be read
   */
  static List<Pair<Object, Object>> read(Path file) throws IOException {
    LocalFileStore files = LocalFileStore.INSTANCE;
    var source = KeyValueFile.of(List.of(file.toString()), OR_NULL, OR_NULL);
    List<Pair<Object, Object>> records = new ArrayList<>();
    for (Split split : source.splits(files, SplitRule.DEFAULT)) {
      try (RecordReader<Pair<Optional<Object>, Optional<Object>>> reader =
          source.open(files, split)) {
        boolean more = true;
        while (more) {
          more = reader.read(kept -> records.add(record(kept)), 1024);
        }
      }
    }
    return records;
  }

  private static Pair<Object, Object> record(Pair<Optional<Object>, Optional<Object>> kept) {
    return new Pair<>(kept.first().orElse(null), kept.second().orElse(null));
  }

  private record Kept(Sink<Pair<Optional<Object>, Optional<Object>>> sink)
      implements Sink<Pair<Object, Object>> {
    @Override
    public String folder() {
      return sink.folder();
    }

    @Override
    public String extension() {
      return sink.extension();
    }

    @Override
    public RecordWriter<Pair<Object, Object>> open(OutputStream out) throws IOException {
      return new Writer(sink.open(out));
    }
  }

  private record Writer(RecordWriter<Pair<Optional<Object>, Optional<Object>>> out)
      implements RecordWriter<Pair<Object, Object>> {
    @Override
    public void write(Pair<Object, Object> record) throws IOException {
      out.write(
          new Pair<>(Optional.ofNullable(record.first()), Optional.ofNullable(record.second())));
    }

    @Override
    public long digest() {
      return out.digest();
    }

    @Override
    public long records() {
      return out.records();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
