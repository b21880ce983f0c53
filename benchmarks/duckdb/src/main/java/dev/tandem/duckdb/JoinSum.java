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
    String number = left.out().get(0);
    database.write(
        "SELECT "
            + Sql.escaped(right.out().get(0))
            + ", sum("
            + Sql.trimmed(number)
            + "::DOUBLE) FROM "
            + left.table(inputs)
            + " JOIN "
            + right.table(inputs)
            + " ON "
            + Side.match(left, right, params)
            + " WHERE "
            + Sql.isPlain(number)
            + " GROUP BY "
            + right.out().get(0),
        row -> row.getString(1) + "\t" + row.getDouble(2));
  }
}
