package dev.tandem.duckdb;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.DelimitedRows;
import dev.tandem.formats.InputFiles;
import dev.tandem.formats.TextLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The inputs of a job as tables in SQL. */
final class Inputs {
  private static final int BATCH = 1024;

  private final List<String> paths;
  private final Path scratch;
  private final boolean tidy;
  private int written;

  /**
   * @param paths the job's inputs
   * @param scratch where tidy copies go
   * @param tidy whether DuckDB has to be given copies in any case
   */
  Inputs(List<String> paths, Path scratch, boolean tidy) {
    this.paths = paths;
    this.scratch = scratch;
    this.tidy = tidy;
  }

  /**
   * The lines of all inputs, in their order: a table with the column {@code line}.
   *
   * @param exact whether CR must be seen for what it is; else a line may come in pieces, with an
   *     empty one where a CRLF was
   */
  String lines(boolean exact) throws IOException {
    List<String> files = files(paths);
    boolean plain = !tidy && !files.isEmpty();
    for (String file : files) {
      plain = plain && Peek.isPlain(file) && !(exact && Peek.hasCarriageReturn(file));
    }
    List<String> column = List.of("line");
    return plain
        ? read(files, column, "", "", false)
        : read(List.of(copyOfLines()), column, ",", "\"", false);
  }

  /**
   * Some columns of a delimited table, as texts in the columns {@code c0, c1 ...}.
   *
   * @param path file or folder; null for the job's inputs
   * @param format {@code csv}, or the separator
   * @param header whether the first row of each file is dropped
   * @param wanted the numbers of the columns
   */
  String rows(String path, String format, boolean header, List<Integer> wanted) throws IOException {
    List<String> from = path == null ? paths : List.of(path);
    List<String> files = files(from);
    boolean csv = format.equals("csv");
    int width = tidy || files.isEmpty() ? 0 : width(files.get(0), format);
    boolean plain = width > 1;
    for (String file : files) {
      plain = plain && Peek.isPlain(file);
      plain =
          plain && !(csv && Peek.hasQuoteBesideBlank(file)) && !(header && Peek.startsBlank(file));
    }
    if (!plain) {
      DelimitedRows source = DelimitedRows.of(format, from).header(header).columns(wanted);
      List<String> names = names(wanted.size());
      return "(SELECT * FROM " + read(List.of(copyOfRows(source)), names, ",", "\"", false) + ")";
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      columns.add("x" + wanted.get(i) + " AS c" + i);
    }
    List<String> all = IntStream.range(0, width).mapToObj(i -> "x" + i).toList();
    String table = read(files, all, csv ? "," : separator(format), csv ? "\"" : "", header);
    return "(SELECT " + String.join(", ", columns) + " FROM " + table + ")";
  }

  private static List<String> names(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> "c" + i).toList();
  }

  private static String separator(String format) {
    return format.equals("tsv") || format.equals("\\t") ? "\t" : format;
  }

  private static List<String> files(List<String> paths) throws IOException {
    return InputFiles.list(LocalFileStore.INSTANCE, paths).stream().map(FileInfo::path).toList();
  }

  /** The columns of the first row; 0 if there is none. */
  private static int width(String file, String format) throws IOException {
    int[] width = new int[1];
    DelimitedRows rows = DelimitedRows.of(format, List.of(file));
    for (Split split : rows.splits(LocalFileStore.INSTANCE, SplitRule.DEFAULT)) {
      try (RecordReader<List<String>> reader = rows.open(LocalFileStore.INSTANCE, split)) {
        reader.read(row -> width[0] = row.size(), 1);
      }
      if (width[0] > 0) {
        break;
      }
    }
    return width[0];
  }

  /** DuckDB's reader, told everything, so that it guesses nothing. */
  private static String read(
      List<String> files, List<String> columns, String separator, String quote, boolean header) {
    List<String> types = columns.stream().map(name -> Sql.text(name) + ": 'VARCHAR'").toList();
    return String.format(
        Locale.ROOT,
        "read_csv(%s, columns = {%s}, auto_detect = false, header = %s, delim = %s, quote = %s,"
            + " escape = %s, new_line = '\\n', force_not_null = %s, compression = 'none')",
        Sql.texts(files),
        String.join(", ", types),
        header,
        Sql.text(separator),
        Sql.text(quote),
        Sql.text(quote),
        Sql.texts(columns));
  }

  private String copyOfLines() throws IOException {
    return copy(TextLines.of(paths), line -> quoted(List.of(line)));
  }

  private String copyOfRows(DelimitedRows rows) throws IOException {
    return copy(rows, Inputs::quoted);
  }

  private static String quoted(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (String cell : row) {
      line.append(line.isEmpty() ? "\"" : ",\"").append(cell.replace("\"", "\"\"")).append('"');
    }
    return line.toString();
  }

  /** Writes all records of a source to a file, a line each. */
  private <T> String copy(Source<T> source, Function<T, String> line) throws IOException {
    Path file = scratch.resolve("tidy-" + written++);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      Emitter<T> writer =
          record -> {
            try {
              out.write(line.apply(record));
              out.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      for (Split split : source.splits(LocalFileStore.INSTANCE, SplitRule.DEFAULT)) {
        try (RecordReader<T> reader = source.open(LocalFileStore.INSTANCE, split)) {
          while (reader.read(writer, BATCH)) {
            // Goes on where the batch ended.
          }
        }
      }
    }
    return file.toString();
  }
}
