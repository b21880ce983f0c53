package dev.tandem.jobs;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.FileLine;
import dev.tandem.formats.InputFiles;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * The base names of files, one a file, in input order: what is known of a document even if it has
 * no line. The list of files is the one split; nothing in them is read.
 *
 * @param paths files and folders
 */
record Documents(List<String> paths) implements Source<String> {
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return List.of(new Split(describe(), 0, InputFiles.list(files, paths).size()));
  }

  @Override
  public RecordReader<String> open(FileStore files, Split split) throws IOException {
    return new Names(InputFiles.list(files, paths).iterator());
  }

  @Override
  public Codec<String> codec() {
    return Codecs.TEXT;
  }

  @Override
  public String describe() {
    return "names of the files";
  }

  private static final class Names implements RecordReader<String> {
    private final Iterator<FileInfo> files;
    private String last = "the list of files";

    Names(Iterator<FileInfo> files) {
      this.files = files;
    }

    @Override
    public boolean read(Emitter<? super String> out, int atMost) {
      for (int i = 0; i < atMost && files.hasNext(); i++) {
        last = files.next().path();
        out.emit(new FileLine(last, 0, "").baseName());
      }
      return files.hasNext();
    }

    @Override
    public String position() {
      return last;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
