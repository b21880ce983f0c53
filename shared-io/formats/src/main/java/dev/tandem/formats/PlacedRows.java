package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.util.List;

/** Rows with their places: {@link DelimitedRows#placed}. */
final class PlacedRows implements Source<PlacedRow> {
  private static final long serialVersionUID = 1L;

  private final DelimitedRows rows;

  PlacedRows(DelimitedRows rows) {
    this.rows = rows;
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return rows.splits(files, rule);
  }

  /** A split does not know the number of its file, hence the inputs are listed again. */
  @Override
  public RecordReader<PlacedRow> open(FileStore files, Split split) throws IOException {
    List<FileInfo> all = InputFiles.list(files, rows.paths());
    int file = 0;
    while (file < all.size() && !all.get(file).path().equals(split.path())) {
      file++;
    }
    return new Reader(file, rows.openRows(files, split));
  }

  @Override
  public Codec<PlacedRow> codec() {
    return Codecs.of(PlacedRow.class);
  }

  @Override
  public String describe() {
    return rows.describe();
  }

  /** A reader that knows where the row stands that it pushes. */
  interface Rows extends RecordReader<List<String>> {
    /** The position of the row that was pushed last, as in {@link PlacedRow}. */
    long place();

    /** The same in the words of messages: {@code line 3}. */
    String where();
  }

  private static final class Reader implements RecordReader<PlacedRow> {
    private final int file;
    private final Rows rows;

    Reader(int file, Rows rows) {
      this.file = file;
      this.rows = rows;
    }

    @Override
    public boolean read(Emitter<? super PlacedRow> out, int atMost) throws IOException {
      return rows.read(cells -> out.emit(new PlacedRow(file, rows.place(), cells)), atMost);
    }

    @Override
    public String position() {
      return rows.position();
    }

    @Override
    public long bytesRead() {
      return rows.bytesRead();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
