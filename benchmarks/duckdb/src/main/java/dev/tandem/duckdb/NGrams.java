package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Job ngrams. The lower case of several words is that of each. */
final class NGrams implements Program {
  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    String kind = params.getOrDefault("tokens", "words");
    int n = Integer.parseInt(params.getOrDefault("n", "2"));
    database.execute(
        "CREATE TEMP TABLE counts AS SELECT token, count(*) AS n FROM (SELECT unnest("
            + "list_transform(range(1, len(words) - "
            + (n - 2L)
            + "), lambda i: array_to_string(words[i:i + "
            + (n - 1)
            + "], ' '))) AS token FROM (SELECT "
            + (kind.equals("whitespace") ? Sql.cells("line") : Words.tokens(kind))
            + " AS words FROM "
            + inputs.lines(true)
            + ")) GROUP BY token");
    if (kind.equals("words")) {
      LowerCase.fold(database);
    }
    database.writeText("SELECT token || chr(9) || n FROM counts");
  }
}
