package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.InputFormat;
import dev.tandem.mapreduce.api.TextInputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of many small files, several files to a map task: as many as make {@code
 * mapreduce.input.fileinputformat.split.maxsize} bytes, or all where that is not set.
 */
public class CombineTextInputFormat extends InputFormat<Long, String> {
  @Override
  public Source<Pair<Long, String>> source(List<String> paths, Configuration conf) {
    return new Combined(new TextInputFormat().source(paths, conf));
  }

  /** Several splits as one. */
  private static final class Combined implements Source<Pair<Long, String>> {
    private static final long serialVersionUID = 1L;
    private final Source<Pair<Long, String>> files;

    /** What each split consists of; its start is the index here. */
    private final ArrayList<List<Split>> parts = new ArrayList<>();

    Combined(Source<Pair<Long, String>> files) {
      this.files = files;
    }

    @Override
    public synchronized List<Split> splits(FileStore store, SplitRule rule) throws IOException {
      parts.clear();
      List<Split> splits = new ArrayList<>();
      List<Split> open = new ArrayList<>();
      long bytes = 0;
      for (Split split : files.splits(store, rule)) {
        open.add(split);
        bytes += split.length();
        if (bytes >= rule.max()) {
          splits.add(close(open, bytes));
          open = new ArrayList<>();
          bytes = 0;
        }
      }
      if (!open.isEmpty()) {
        splits.add(close(open, bytes));
      }
      return splits;
    }

    private Split close(List<Split> open, long bytes) {
      parts.add(List.copyOf(open));
      String path = open.get(0).path();
      String more = open.size() == 1 ? "" : " and " + (open.size() - 1) + " more";
      return new Split(path + more, parts.size() - 1L, bytes);
    }

    @Override
    public synchronized RecordReader<Pair<Long, String>> open(FileStore store, Split split) {
      return new Reader(files, store, parts.get((int) split.start()));
    }

    @Override
    public Codec<Pair<Long, String>> codec() {
      return files.codec();
    }

    @Override
    public String describe() {
      return "combined " + files.describe();
    }
  }

  /** Reads splits one behind the other. */
  private static final class Reader implements RecordReader<Pair<Long, String>> {
    private final Source<Pair<Long, String>> files;
    private final FileStore store;
    private final List<Split> splits;
    private RecordReader<Pair<Long, String>> current;
    private int next;
    private long before;

    Reader(Source<Pair<Long, String>> files, FileStore store, List<Split> splits) {
      this.files = files;
      this.store = store;
      this.splits = splits;
    }

    @Override
    public boolean read(Emitter<? super Pair<Long, String>> out, int atMost) throws IOException {
      if (current == null) {
        current = files.open(store, splits.get(next++));
      }
      if (current.read(out, atMost)) {
        return true;
      }
      if (next == splits.size()) {
        return false;
      }
      close();
      return true;
    }

    @Override
    public String position() {
      return current == null ? "" : current.position();
    }

    @Override
    public long bytesRead() {
      return before + (current == null ? 0 : current.bytesRead());
    }

    @Override
    public void close() throws IOException {
      if (current != null) {
        before += current.bytesRead();
        current.close();
        current = null;
      }
    }
  }
}
