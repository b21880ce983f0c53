package dev.tandem.duckdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of two tables that are joined: the columns of its key, then those beside it.
 *
 * @param name {@code left} or {@code right}
 * @param alias the table in SQL
 * @param params the job's parameters
 */
record Side(String name, String alias, Map<String, String> params) {

  private List<Integer> columns(String which, String byDefault) {
    return columnsOf(params.getOrDefault(name + "-" + which, byDefault));
  }

  /** The numbers in {@code 0,3,5}; none in a blank text. */
  static List<Integer> columnsOf(String typed) {
    return typed.isBlank()
        ? List.of()
        : Stream.of(typed.split(",")).map(cell -> Integer.valueOf(cell.trim())).toList();
  }

  /** The rows, as a table with its alias. */
  String table(Inputs inputs) throws IOException {
    List<Integer> wanted = new ArrayList<>(columns("key", "0"));
    wanted.addAll(columns("out", ""));
    String rows =
        inputs.rows(
            params.get(name),
            params.getOrDefault(name + "-format", "csv"),
            params.getOrDefault(name + "-header", "false").equals("true"),
            wanted);
    return rows + " AS " + alias;
  }

  /** The cells of the key. */
  List<String> key() {
    return cells(0, columns("key", "0").size());
  }

  /** The cells beside the key. */
  List<String> out() {
    int width = columns("key", "0").size();
    return cells(width, width + columns("out", "").size());
  }

  private List<String> cells(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> alias + ".c" + i).toList();
  }

  /** Whether the keys of two sides match. */
  static String match(Side left, Side right, Map<String, String> params) {
    boolean nullsMatch = params.getOrDefault("null-keys", "match").equals("match");
    return IntStream.range(0, left.key().size())
        .mapToObj(
            i -> {
              String cell = left.key().get(i);
              String equal = cell + " = " + right.key().get(i);
              return nullsMatch ? equal : equal + " AND " + cell + " NOT IN ('', '\\N')";
            })
        .collect(Collectors.joining(" AND "));
  }
}
