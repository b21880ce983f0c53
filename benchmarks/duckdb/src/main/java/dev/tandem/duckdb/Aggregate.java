package dev.tandem.duckdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Job aggregate. Numbers are DECIMAL(38, 10): one with more than ten decimals or eighteen digits
 * before the point, or with an exponent beyond 5, stops the run.
 */
final class Aggregate implements Program {
  /** What DuckDB's decimals hold, and sums of a thousand million of these do not overflow. */
  private static final String SHORT =
      "[\\x00-\\x20]*[+-]?"
          + "(\\d{0,18}(\\.\\d{0,10})?|\\d{0,12}(\\.\\d{0,5})?[eE][+-]?[0-5])"
          + "[\\x00-\\x20]*";

  /** Quotients of such sums that are not the middle of two doubles differ from it before this. */
  private static final MathContext DIGITS = new MathContext(120, RoundingMode.DOWN);

  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    List<Integer> wanted = new ArrayList<>(Side.columnsOf(params.get("key")));
    int width = wanted.size();
    wanted.addAll(Side.columnsOf(params.getOrDefault("value", "")));
    String rows =
        inputs.rows(
            null,
            params.getOrDefault("format", "csv"),
            params.getOrDefault("header", "false").equals("true"),
            wanted);
    String key = IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String printed =
        IntStream.range(0, width)
            .mapToObj(i -> Sql.escaped("c" + i))
            .collect(Collectors.joining(" || '|' || "));
    if (wanted.size() == width) {
      database.writeText(
          "SELECT " + printed + " || chr(9) || count(*) FROM " + rows + " GROUP BY " + key);
      return;
    }
    String cell = "c" + width;
    String number =
        "CASE WHEN regexp_full_match("
            + cell
            + ", '"
            + SHORT
            + "') THEN "
            + Sql.trimmed(cell)
            + "::DECIMAL(38, 10) ELSE error('a number is too long for DuckDB: ' || "
            + cell
            + ") END";
    database.write(
        String.format(
            "SELECT %s, count(*), sum(v), min(v), max(v) FROM"
                + " (SELECT *, %s AS v FROM %s WHERE %s) GROUP BY %s",
            printed, number, rows, Sql.isPlain(cell), key),
        Aggregate::line);
  }

  private static String line(ResultSet row) throws SQLException {
    BigDecimal sum = row.getBigDecimal(3);
    BigDecimal count = BigDecimal.valueOf(row.getLong(2));
    return String.join(
        "\t",
        row.getString(1),
        count.toPlainString(),
        plain(sum),
        plain(row.getBigDecimal(4)),
        plain(row.getBigDecimal(5)),
        Double.toString(Double.parseDouble(sum.divide(count, DIGITS).toString())));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
