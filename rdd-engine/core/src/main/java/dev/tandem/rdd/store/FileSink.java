package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.Collector;
import java.io.IOException;

/** Writes the records to a file. */
final class FileSink implements BlockSink {
  private final FileStore files;
  private final String path;
  private final RecordForm form;
  private final RecordFile.Writer writer;
  private boolean kept;

  FileSink(FileStore files, String path, RecordForm form) throws IOException {
    this.files = files;
    this.path = path;
    this.form = form;
    this.writer = new RecordFile.Writer(files, path, form);
  }

  @Override
  public boolean add(Object key, Object value) {
    writer.emit(key, value);
    return true;
  }

  @Override
  public void drainTo(Collector out) {
    throw new UnsupportedOperationException("a file has room for all");
  }

  @Override
  public Block build(Node node) throws IOException {
    FileBlock block = new FileBlock(node, form, path, writer.end());
    writer.close();
    return block;
  }

  @Override
  public void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      writer.close();
      files.delete(path);
    }
  }
}
