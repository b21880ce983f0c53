package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows as arrays of numbers: {@link DelimitedRows#doubles} and {@link DelimitedRows#longs}. Where
 * lines can be cut as bytes no String is made of a number of up to 15 digits: rows that are kept
 * lie side by side in memory then, and not between the remains of their texts.
 */
final class NumberRows<A> implements Source<A> {
  private static final long serialVersionUID = 1L;

  private final DelimitedRows rows;
  private final RowType<A, A> type;

  NumberRows(DelimitedRows rows, RowType<A, A> type) {
    this.rows = rows;
    this.type = type;
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
    return rows.splits(files, rule);
  }

  @Override
  public RecordReader<A> open(FileStore files, Split split) throws IOException {
    Cut cut = rows.cut();
    return cut == null
        ? new OfTexts<>(rows.openRows(files, split), split, type)
        : rows.openLines(files, split, new CutForm<>(cut, rows.columns(), type));
  }

  @Override
  public Codec<A> codec() {
    return type.codec();
  }

  @Override
  public String describe() {
    return "numbers in " + rows.describe();
  }

  /** Makes numbers of rows that were cut as text. */
  private record OfTexts<A>(PlacedRows.Rows rows, Split split, RowType<A, A> type)
      implements RecordReader<A> {
    @Override
    public boolean read(Emitter<? super A> out, int atMost) throws IOException {
      try {
        return rows.read(cells -> out.emit(numbers(cells)), atMost);
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof MalformedLine bad) {
          throw new BadInputException(split.path(), rows.where(), bad.getMessage(), bad.remedy());
        }
        throw e;
      }
    }

    private A numbers(List<String> cells) {
      A row = type.array(cells.size());
      for (int i = 0; i < cells.size(); i++) {
        byte[] bytes = cells.get(i).getBytes(StandardCharsets.UTF_8);
        try {
          type.put(row, i, bytes, 0, bytes.length);
        } catch (MalformedLine e) {
          throw new UncheckedIOException(e);
        }
      }
      return row;
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
