package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Files as pairs of path and content, small ones together: a partition is closed when it has as
 * many bytes as the whole length divided by the number of partitions that are wanted. Compressed
 * files are not unpacked.
 *
 * @param paths files and folders
 * @param minPartitions about as many
 * @param content what the bytes of a file are handed on as
 * @param contents the codec of that
 * @param listing the files that splits are runs of
 * @param <C> contents
 */
record WholeFiles<C>(
    List<String> paths, int minPartitions, Content<C> content, Codec<C> contents, Listing listing)
    implements Source<Pair<String, C>> {
  /** What the bytes of a file are handed on as. */
  interface Content<C> extends Serializable {
    C of(byte[] bytes);
  }

  /** The files, listed once: one that comes later would move the numbers of all behind it. */
  static final class Listing implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient List<FileInfo> files;

    synchronized List<FileInfo> of(FileStore store, List<String> paths) throws IOException {
      if (files == null) {
        files = List.copyOf(InputFiles.list(store, paths));
      }
      return files;
    }
  }

  /** Files of text in UTF-8. */
  static WholeFiles<String> text(List<String> paths, int minPartitions) {
    return new WholeFiles<>(
        paths,
        minPartitions,
        bytes -> new String(bytes, StandardCharsets.UTF_8),
        Codecs.TEXT,
        new Listing());
  }

  /** Files as they are. */
  static WholeFiles<byte[]> binary(List<String> paths, int minPartitions) {
    return new WholeFiles<>(paths, minPartitions, bytes -> bytes, Codecs.BYTES, new Listing());
  }

  /** A split is a run of files: its start is the number of the first one. */
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    List<FileInfo> inputs = listing.of(files, paths);
    long total = inputs.stream().mapToLong(FileInfo::length).sum();
    long most = (total + Math.max(1, minPartitions) - 1) / Math.max(1, minPartitions);
    List<Split> splits = new ArrayList<>();
    int first = 0;
    long bytes = 0;
    for (int i = 0; i < inputs.size(); i++) {
      bytes += inputs.get(i).length();
      if (bytes >= most || i == inputs.size() - 1) {
        splits.add(new Split(inputs.get(first).path(), first, i + 1L - first));
        first = i + 1;
        bytes = 0;
      }
    }
    return splits;
  }

  @Override
  public RecordReader<Pair<String, C>> open(FileStore files, Split split) throws IOException {
    List<FileInfo> inputs = listing.of(files, paths);
    int from = (int) split.start();
    return new Files<>(files, inputs.subList(from, from + (int) split.length()), content);
  }

  @Override
  public Codec<Pair<String, C>> codec() {
    return Codecs.pair(Codecs.TEXT, contents);
  }

  @Override
  public String describe() {
    return "whole files";
  }

  private static final class Files<C> implements RecordReader<Pair<String, C>> {
    private final FileStore files;
    private final List<FileInfo> inputs;
    private final Content<C> content;
    private int next;
    private long bytes;

    Files(FileStore files, List<FileInfo> inputs, Content<C> content) {
      this.files = files;
      this.inputs = inputs;
      this.content = content;
    }

    @Override
    public boolean read(Emitter<? super Pair<String, C>> out, int atMost) throws IOException {
      if (next < inputs.size()) {
        String path = inputs.get(next++).path();
        try (InputStream in = files.open(path, 0)) {
          byte[] read = in.readAllBytes();
          bytes += read.length;
          out.emit(new Pair<>(path, content.of(read)));
        }
      }
      return next < inputs.size();
    }

    @Override
    public String position() {
      return next == 0 ? "" : inputs.get(next - 1).path();
    }

    @Override
    public long bytesRead() {
      return bytes;
    }

    @Override
    public void close() {
      // Each file is closed when it has been read.
    }
  }
}
