package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Job kmeans: the centres of a round are numbers in the text of its query. */
final class KMeans implements Program {
  private static final double UNCHANGED = 1e-12;

  /** A query has a term for each coordinate of each centre. */
  private static final int MOST_CENTRES = 100;

  @Override
  public boolean knows(Map<String, String> params) {
    return Set.of("k", "iterations").containsAll(params.keySet())
        && Integer.parseInt(params.getOrDefault("k", "10")) <= MOST_CENTRES;
  }

  @Override
  public void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException {
    int dimensions = load(database, inputs);
    int k = Integer.parseInt(params.getOrDefault("k", "10"));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    List<double[]> centres = dimensions == 0 ? List.of() : firstDistinct(database, dimensions, k);
    int rounds = 0;
    boolean moved = !centres.isEmpty();
    while (moved && rounds < iterations) {
      List<double[]> next = new ArrayList<>(centres);
      database.query(
          clusters(centres), row -> next.set(row.getInt(1), coordinates(row, 4, dimensions)));
      moved = differ(centres, next);
      centres = next;
      rounds++;
    }
    database.write(centres.isEmpty() ? List.of() : lines(database, centres, rounds));
  }

  /** Makes {@code points(x0, x1, ...)}, in input order; returns the number of coordinates. */
  private static int load(Database database, Inputs inputs) throws SQLException, IOException {
    database.execute(
        "CREATE TEMP TABLE rows AS SELECT cells FROM (SELECT "
            + Sql.cells("line")
            + " AS cells FROM "
            + inputs.lines(false)
            + ") WHERE len(cells) > 0");
    int dimensions = (int) database.number("SELECT coalesce(max(len(cells)), 0) FROM rows");
    String wrong =
        "len(cells) <> "
            + dimensions
            + " OR translate(array_to_string(cells, ''), '0123456789+-.eE', '') <> ''";
    if (database.number("SELECT count(*) FROM rows WHERE " + wrong) > 0) {
      throw new IllegalArgumentException("points differ in dimensions, or a cell is no number");
    }
    String columns =
        IntStream.range(0, dimensions)
            .mapToObj(i -> "cells[" + (i + 1) + "]::DOUBLE AS x" + i)
            .collect(Collectors.joining(", "));
    if (dimensions > 0) {
      database.execute("CREATE TEMP TABLE points AS SELECT " + columns + " FROM rows");
    }
    return dimensions;
  }

  private static double[] coordinates(ResultSet row, int first, int dimensions)
      throws SQLException {
    double[] point = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      point[i] = row.getDouble(first + i);
    }
    return point;
  }

  private static List<double[]> firstDistinct(Database database, int dimensions, int k)
      throws SQLException {
    long count = database.number("SELECT count(*) FROM points");
    Map<List<Double>, double[]> distinct = new LinkedHashMap<>();
    for (long wanted = 2L * k; ; wanted *= 2) {
      distinct.clear();
      database.query(
          "SELECT * FROM points LIMIT " + wanted,
          row -> {
            double[] point = coordinates(row, 1, dimensions);
            // Adding 0 makes one zero of the two.
            distinct.putIfAbsent(Arrays.stream(point).mapToObj(x -> x + 0.0).toList(), point);
          });
      if (distinct.size() >= k || wanted >= count) {
        return distinct.values().stream().limit(k).toList();
      }
    }
  }

  /** By centre: its number, points, sum of squared distances, and the mean of each coordinate. */
  private static String clusters(List<double[]> centres) {
    int dimensions = centres.get(0).length;
    String distances =
        IntStream.range(0, centres.size())
            .mapToObj(i -> distance(centres.get(i)) + " AS d" + i)
            .collect(Collectors.joining(", "));
    String all =
        IntStream.range(0, centres.size()).mapToObj(i -> "d" + i).collect(Collectors.joining(", "));
    String first =
        IntStream.range(0, centres.size())
            .mapToObj(i -> "WHEN d" + i + " = least THEN " + i)
            .collect(Collectors.joining(" ", "CASE ", " END"));
    String means =
        IntStream.range(0, dimensions)
            .mapToObj(i -> "sum(x" + i + ") / count(*)")
            .collect(Collectors.joining(", "));
    return String.format(
        "SELECT centre, count(*), sum(least), %s FROM (SELECT *, %s AS centre FROM"
            + " (SELECT *, least(%s) AS least FROM (SELECT *, %s FROM points))) GROUP BY centre",
        means, first, all, distances);
  }

  private static String distance(double[] centre) {
    return IntStream.range(0, centre.length)
        .mapToObj(
            i -> {
              String difference = "(x" + i + " - (" + Sql.number(centre[i]) + "))";
              return difference + " * " + difference;
            })
        .collect(Collectors.joining(" + "));
  }

  private static boolean differ(List<double[]> a, List<double[]> b) {
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < a.get(i).length; j++) {
        double from = a.get(i)[j];
        double to = b.get(i)[j];
        if (Math.abs(from - to) > UNCHANGED * Math.max(Math.abs(from), Math.abs(to))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> lines(Database database, List<double[]> centres, int rounds)
      throws SQLException {
    long[] sizes = new long[centres.size()];
    double[] cost = new double[1];
    database.query(
        clusters(centres),
        row -> {
          sizes[row.getInt(1)] = row.getLong(2);
          cost[0] += row.getDouble(3);
        });
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      String centre =
          Arrays.stream(centres.get(i)).mapToObj(Double::toString).collect(Collectors.joining(","));
      lines.add(String.format(Locale.ROOT, "centre:%02d\t%s", i, centre));
      lines.add(String.format(Locale.ROOT, "size:%02d\t%d", i, sizes[i]));
    }
    lines.add("cost\t" + cost[0]);
    lines.add("rounds\t" + rounds);
    return lines;
  }
}
