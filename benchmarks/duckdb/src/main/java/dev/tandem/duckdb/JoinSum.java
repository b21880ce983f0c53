package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Job join-sum. */
final class JoinSum implements Program {
  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    Side left = new Side("left", "l", params);
    Side right = new Side("right", "r", params);
    database.write(
        String.format(
            "SELECT %s, sum(v) FROM (SELECT *, %s AS v FROM %s) AS l JOIN %s ON %s"
                + " WHERE v IS NOT NULL GROUP BY %s",
            Sql.escaped(right.out().get(0)),
            Sql.plainDouble(left.out().get(0)),
            left.table(inputs),
            right.table(inputs),
            Side.match(left, right, params),
            right.out().get(0)),
        row -> row.getString(1) + "\t" + row.getDouble(2));
  }
}
