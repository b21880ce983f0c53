package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Job join. */
final class Join implements Program {
  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    Side left = new Side("left", "l", params);
    Side right = new Side("right", "r", params);
    String type = params.getOrDefault("type", "inner");
    boolean leftOnly = type.equals("semi") || type.equals("anti");
    String cells =
        leftOnly
            ? line(left.key(), left.out(), List.of())
            : "CASE WHEN l.there IS NULL THEN "
                + line(right.key(), missing(left), right.out())
                + " WHEN r.there IS NULL THEN "
                + line(left.key(), left.out(), missing(right))
                + " ELSE "
                + line(left.key(), left.out(), right.out())
                + " END";
    database.writeText(
        "SELECT "
            + cells
            + " FROM "
            + there(left, inputs)
            + " "
            + type
            + " JOIN "
            + there(right, inputs)
            + " ON "
            + Side.match(left, right, params));
  }

  /** Rows that say so of themselves: the cells of a row that is missing are NULL. */
  private static String there(Side side, Inputs inputs) throws IOException {
    return "(SELECT *, true AS there FROM " + side.table(inputs) + ") AS " + side.alias();
  }

  private static List<String> missing(Side side) {
    return side.out().stream().map(cell -> "'\\N'").toList();
  }

  private static String line(List<String> key, List<String> left, List<String> right) {
    return Stream.of(key, left, right)
        .flatMap(List::stream)
        .map(cell -> cell.startsWith("'") ? cell : Sql.escaped(cell))
        .collect(Collectors.joining(" || '|' || "));
  }
}
