package dev.tandem.formats;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes as an engine does. */
final class Records {
  static final String FILE = "in/file";

  private Records() {}

  static <T> List<T> read(Source<T> source, FileStore files, Split split) throws IOException {
    List<T> records = new ArrayList<>();
    try (RecordReader<T> reader = source.open(files, split)) {
      while (reader.read(records::add, 3)) {
        // Everything.
      }
    }
    return records;
  }

  static <T> List<T> read(Source<T> source, FileStore files, SplitRule rule) throws IOException {
    List<T> records = new ArrayList<>();
    for (Split split : source.splits(files, rule)) {
      records.addAll(read(source, files, split));
    }
    return records;
  }

  static <T> List<T> read(Source<T> source, FileStore files) throws IOException {
    return read(source, files, SplitRule.DEFAULT);
  }

  /** The one file cut at {@code positions}, which rise. */
  static <T> List<T> readCut(Source<T> source, FileStore files, long... positions)
      throws IOException {
    List<T> records = new ArrayList<>();
    long from = 0;
    for (long to : positions) {
      records.addAll(read(source, files, new Split(FILE, from, to - from)));
      from = to;
    }
    records.addAll(read(source, files, new Split(FILE, from, files.info(FILE).length() - from)));
    return records;
  }

  static SplitRule size(long bytes) {
    return new SplitRule(1, Long.MAX_VALUE, bytes);
  }

  record Written(byte[] bytes, Digest digest) {}

  static <T> Written write(Sink<? super T> sink, List<T> records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Digest digest = write(sink.open(out), records);
    return new Written(out.toByteArray(), digest);
  }

  private static <T> Digest write(RecordWriter<? super T> writer, List<T> records)
      throws IOException {
    try (writer) {
      for (T record : records) {
        writer.write(record);
      }
    }
    return new Digest(writer.records(), writer.digest());
  }
}
