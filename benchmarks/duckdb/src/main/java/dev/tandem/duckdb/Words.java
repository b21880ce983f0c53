package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** Jobs that count tokens. Which letters there are is what DuckDB's version of Unicode says. */
final class Words {
  private Words() {}

  /** Job wordcount. */
  static final class Count implements Program {
    @Override
    public void run(Database database, Inputs inputs, Map<String, String> params)
        throws SQLException, IOException {
      count(database, inputs, params.getOrDefault("tokens", "whitespace"));
      database.writeText("SELECT token || chr(9) || n FROM counts");
    }
  }

  /** Job topwords. */
  static final class Top implements Program {
    @Override
    public void run(Database database, Inputs inputs, Map<String, String> params)
        throws SQLException, IOException {
      count(database, inputs, params.getOrDefault("tokens", "words"));
      int[] rank = new int[1];
      database.write(
          "SELECT token, n FROM counts ORDER BY n DESC, token LIMIT "
              + Integer.parseInt(params.getOrDefault("k", "10")),
          row ->
              String.format(
                  Locale.ROOT, "%06d\t%s\t%d", ++rank[0], row.getString(1), row.getLong(2)));
    }
  }

  /**
   * Cuts what was cut at blanks at the other kinds of white space: after counting there is little
   * of it.
   */
  private static void splitAgain(Database database) throws SQLException {
    database.execute(
        "CREATE OR REPLACE TEMP TABLE counts AS SELECT part AS token, sum(n)::BIGINT AS n FROM"
            + " (SELECT unnest("
            + Sql.split("token")
            + ") AS part, n FROM counts) WHERE part <> '' GROUP BY part");
  }

  /** Pieces of a line as a list, before any change of case; some may be empty. */
  static String tokens(String kind) {
    return kind.equals("whitespace")
        ? "string_split(line, ' ')"
        : "regexp_extract_all(line, '\\p{L}+')";
  }

  /** Line ends are white space and no letters, so that it does not matter where lines end. */
  private static void count(Database database, Inputs inputs, String kind)
      throws SQLException, IOException {
    database.execute(
        "CREATE TEMP TABLE counts AS SELECT token, count(*) AS n FROM (SELECT unnest("
            + tokens(kind)
            + ") AS token FROM "
            + inputs.lines(false)
            + ") WHERE token <> '' GROUP BY token");
    if (kind.equals("words")) {
      LowerCase.fold(database);
    } else if (kind.equals("whitespace")) {
      splitAgain(database);
    }
  }
}
