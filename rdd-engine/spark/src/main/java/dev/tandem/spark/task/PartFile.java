package dev.tandem.spark.task;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Writes the part file of one partition in one attempt, in the staging folder; the driver promotes
 * the files of the attempts that Spark has accepted.
 */
public final class PartFile implements Collector {
  private final RecordWriter<Object> writer;
  private final boolean keyed;

  private PartFile(RecordWriter<Object> writer, boolean keyed) {
    this.writer = writer;
    this.keyed = keyed;
  }

  /**
   * A part file that an attempt has written.
   *
   * @param path where it lies
   * @param records how many it holds
   * @param sum of their hashes
   * @param bytes of the file
   */
  public record Written(String path, long records, long sum, long bytes) implements Serializable {
    /** Of its records. */
    public Digest digest() {
      return new Digest(records, sum);
    }
  }

  /**
   * What tasks need to write part files.
   *
   * @param sink the format
   * @param keyed whether records are pairs
   * @param folder in which each attempt finds a name of its own
   */
  public record Spec(Sink<Object> sink, boolean keyed, String folder) implements Serializable {}

  /** The ending of a job that writes. */
  public static Ending<Written> ending(Shipped<Spec> shipped) {
    return (chain, partition, elements) -> write(shipped.open(), chain, partition, elements);
  }

  private static Written write(
      Spec spec, ChainSpec chainSpec, int partition, Iterator<Object> elements) throws IOException {
    long attempt = org.apache.spark.TaskContext.get().taskAttemptId();
    String path = spec.folder() + "/" + attempt + "-" + partition;
    FileStore files = Storage.files();
    Counting stream = new Counting(create(files, path));
    RecordWriter<Object> writer = open(spec.sink(), stream);
    ChainSpec.Chain chain;
    try (writer) {
      chain = chainSpec.open(partition, elements, new PartFile(writer, spec.keyed()));
      chain.pushAll();
    }
    chain.task().count(Measure.OUTPUT_RECORDS, writer.records());
    chain.task().count(Measure.OUTPUT_BYTES, stream.bytes);
    return new Written(path, writer.records(), writer.digest(), stream.bytes);
  }

  private static OutputStream create(FileStore files, String path) throws IOException {
    try {
      return files.create(path);
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
  }

  /** Whoever cannot write to a stream does not close it either. */
  static RecordWriter<Object> open(Sink<Object> sink, OutputStream stream) throws IOException {
    boolean opened = false;
    try {
      RecordWriter<Object> writer = sink.open(stream);
      opened = true;
      return writer;
    } finally {
      if (!opened) {
        stream.close();
      }
    }
  }

  @Override
  public void emit(Object key, Object value) {
    try {
      writer.write(keyed ? new Pair<>(key, value) : value);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /** Counts the bytes of the file. */
  private static final class Counting extends OutputStream {
    private final OutputStream out;
    private long bytes;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      out.write(data, offset, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
