package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Job pagerank: a table of ranks for each round. */
final class PageRank implements Program {
  @Override
  public boolean knows(Map<String, String> params) {
    return Set.of("iterations", "damping", "variant", "nodes").containsAll(params.keySet());
  }

  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    String variant = params.getOrDefault("variant", "spark");
    load(database, inputs, params.getOrDefault("nodes", "text").equals("number"));
    String start = variant.equals("norm") ? "1e0 / (SELECT count(*) FROM nodes)" : "1e0";
    String ranked = variant.equals("spark") ? "degrees" : "nodes";
    database.execute(
        "CREATE TEMP TABLE ranks AS SELECT node, " + start + " AS rank FROM " + ranked);
    String round = round(variant, Double.parseDouble(params.getOrDefault("damping", "0.85")));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    for (int i = 0; i < iterations; i++) {
      database.execute("CREATE OR REPLACE TEMP TABLE ranks AS " + round);
    }
    database.write(
        "SELECT name, rank FROM ranks JOIN nodes USING (node)",
        row -> row.getString(1) + "\t" + row.getDouble(2));
  }

  /** Makes {@code nodes(node, name), edges(source, target, degree), degrees(node, degree)}. */
  private static void load(Database database, Inputs inputs, boolean numbers)
      throws SQLException, IOException {
    database.execute(
        "CREATE TEMP TABLE lines AS SELECT cells[1] AS a, cells[2] AS b FROM (SELECT "
            + Sql.cells("line")
            + " AS cells FROM "
            + inputs.lines(false)
            + " WHERE line[1] <> '#') WHERE len(cells) > 0");
    String wrong =
        numbers ? "NOT regexp_full_match(a || ' ' || b, '[+-]?\\d+ [+-]?\\d+')" : "false";
    if (database.number("SELECT count(*) FROM lines WHERE b IS NULL OR " + wrong) > 0) {
      throw new IllegalArgumentException("a line has no two nodes, or one that is no whole number");
    }
    if (numbers) {
      database.execute(
          "CREATE TEMP TABLE pairs AS"
              + " SELECT DISTINCT a::BIGINT AS source, b::BIGINT AS target FROM lines");
      database.execute(
          "CREATE TEMP TABLE nodes AS SELECT node, node AS name FROM"
              + " (SELECT source AS node FROM pairs UNION SELECT target FROM pairs)");
    } else {
      database.execute(
          "CREATE TEMP TABLE nodes AS SELECT row_number() OVER () AS node, name FROM"
              + " (SELECT a AS name FROM lines UNION SELECT b FROM lines)");
      database.execute(
          "CREATE TEMP TABLE pairs AS SELECT DISTINCT s.node AS source, t.node AS target"
              + " FROM lines JOIN nodes s ON a = s.name JOIN nodes t ON b = t.name");
    }
    database.execute(
        "CREATE TEMP TABLE degrees AS"
            + " SELECT source AS node, count(*) AS degree FROM pairs GROUP BY source");
    database.execute(
        "CREATE TEMP TABLE edges AS SELECT source, target, degree"
            + " FROM pairs JOIN degrees ON source = node");
  }

  private static String round(String variant, double damping) {
    String d = Sql.number(damping);
    String received =
        "(SELECT target AS node, sum(rank / degree) AS total FROM edges JOIN ranks ON source = node"
            + " GROUP BY target)";
    String dangling =
        "(SELECT coalesce(sum(rank), 0) FROM ranks WHERE node NOT IN (SELECT node FROM degrees))";
    String all = " FROM nodes LEFT JOIN " + received + " USING (node)";
    return switch (variant) {
      case "spark" -> "SELECT node, 1 - " + d + " + " + d + " * total AS rank FROM " + received;
      case "graphx" -> "SELECT node, 1 - " + d + " + " + d + " * coalesce(total, 0) AS rank" + all;
      default ->
          String.format(
              "SELECT node, (1 - %1$s) / n + %1$s * (coalesce(total, 0) + %2$s / n) AS rank%3$s,"
                  + " (SELECT count(*) AS n FROM nodes)",
              d, dangling, all);
    };
  }
}
