package dev.tandem.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Counts in lower case. DuckDB knows the simple mapping only, of one character to one, so that what
 * is not ASCII gets its lower case from Java: after counting there is little of it.
 */
final class LowerCase {
  private LowerCase() {}

  /** Replaces the table {@code counts(token, n)} by one of the tokens in lower case. */
  static void fold(Database database) throws SQLException {
    List<String> lowered = new ArrayList<>();
    database.query(
        "SELECT token FROM counts WHERE strlen(token) <> length(token)",
        row -> {
          String token = row.getString(1);
          lowered.add(
              "(" + Sql.text(token) + ", " + Sql.text(token.toLowerCase(Locale.ROOT)) + ")");
        });
    database.execute("CREATE TEMP TABLE lowered(token VARCHAR, lower VARCHAR)");
    for (int from = 0; from < lowered.size(); from += 1000) {
      List<String> some = lowered.subList(from, Math.min(lowered.size(), from + 1000));
      database.execute("INSERT INTO lowered VALUES " + String.join(", ", some));
    }
    database.execute(
        "CREATE OR REPLACE TEMP TABLE counts AS"
            + " SELECT coalesce(l.lower, lower(c.token)) AS token, sum(n)::BIGINT AS n"
            + " FROM counts c LEFT JOIN lowered l ON c.token = l.token GROUP BY ALL");
  }
}
