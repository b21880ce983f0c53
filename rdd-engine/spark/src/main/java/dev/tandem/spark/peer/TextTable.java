package dev.tandem.spark.peer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * One side of a join as lines of text: each line is a row. A quoted cell must not hold a line break
 * here, and rows that equal the header count as headers, as is usual with text files on Spark.
 *
 * @param path of the file or folder
 * @param format csv, or the separator itself
 * @param header whether the first line is dropped
 * @param keys the columns of the key
 * @param out the column beside it
 */
record TextTable(String path, String format, boolean header, int[] keys, int out)
    implements Serializable {

  /** The table that parameters with this prefix describe. */
  static TextTable of(Map<String, String> params, String side) {
    return new TextTable(
        params.get(side),
        params.getOrDefault(side + "-format", "csv").replace("\\t", "\t"),
        Boolean.parseBoolean(params.getOrDefault(side + "-header", "false")),
        Arrays.stream(params.getOrDefault(side + "-key", "0").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray(),
        Integer.parseInt(params.get(side + "-out")));
  }

  /** The column beside the key, by key. */
  JavaPairRDD<String, String> read(JavaSparkContext spark, boolean nullsMatch) {
    JavaRDD<String> lines = spark.textFile(path).filter(line -> !line.isBlank());
    if (header && !lines.isEmpty()) {
      String first = lines.first();
      lines = lines.filter(line -> !line.equals(first));
    }
    JavaPairRDD<String, String> rows = lines.mapToPair(this::row);
    return nullsMatch ? rows : rows.filter(row -> !hasNull(row._1()));
  }

  private Tuple2<String, String> row(String line) {
    List<String> cells = cells(line);
    if (keys.length == 1) {
      return new Tuple2<>(cells.get(keys[0]), cells.get(out));
    }
    List<String> key = new ArrayList<>();
    for (int column : keys) {
      key.add(cells.get(column));
    }
    return new Tuple2<>(String.join("\u0001", key), cells.get(out));
  }

  private List<String> cells(String line) {
    if (!format.equals("csv")) {
      return Arrays.asList(line.split(Pattern.quote(format), -1));
    }
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(",", -1));
    }
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
      return reader.iterator().next().getFields();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean hasNull(String key) {
    return Arrays.stream(key.split("\u0001", -1))
        .anyMatch(cell -> cell.isEmpty() || cell.equals("\\N"));
  }

  /** As cells are printed. */
  static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
