package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Job kmeans: an array for each point, and a sum for each thread's share of the points. */
final class KMeans implements Program {
  private static final double UNCHANGED = 1e-12;

  @Override
  public boolean knows(Map<String, String> params) {
    return Set.of("k", "iterations").containsAll(params.keySet());
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException {
    double[][] points =
        Texts.pieces(inputs).parallelStream()
            .flatMap(piece -> piece.text().lines())
            .map(KMeans::point)
            .filter(point -> point.length > 0)
            .toArray(double[][]::new);
    check(points);
    int k = Integer.parseInt(params.getOrDefault("k", "10"));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    double[][] centres = firstDistinct(points, k);
    int rounds = 0;
    boolean moved = centres.length > 0;
    while (moved && rounds < iterations) {
      double[][] next = Clusters.of(points, centres).means(centres);
      moved = differ(centres, next);
      centres = next;
      rounds++;
    }
    output.write(0, lines(points, centres, rounds));
  }

  private static double[] point(String line) {
    StringTokenizer cells = new StringTokenizer(line, " \t\u000B\f");
    double[] point = new double[cells.countTokens()];
    for (int i = 0; i < point.length; i++) {
      point[i] = Numbers.require(cells.nextToken());
    }
    return point;
  }

  private static void check(double[][] points) {
    for (double[] point : points) {
      if (point.length != points[0].length) {
        throw new IllegalArgumentException(
            "a point of " + point.length + " coordinates, the first one has " + points[0].length);
      }
    }
  }

  private static double[][] firstDistinct(double[][] points, int k) {
    return Arrays.stream(points)
        .map(point -> Arrays.stream(point).mapToObj(x -> x + 0.0).toList()) // one zero of the two
        .distinct()
        .limit(k)
        .map(point -> point.stream().mapToDouble(x -> x).toArray())
        .toArray(double[][]::new);
  }

  private static boolean differ(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        double larger = Math.max(Math.abs(a[i][j]), Math.abs(b[i][j]));
        if (Math.abs(a[i][j] - b[i][j]) > UNCHANGED * larger) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> lines(double[][] points, double[][] centres, int rounds) {
    List<String> lines = new ArrayList<>();
    if (centres.length == 0) {
      return lines;
    }
    Clusters clusters = Clusters.of(points, centres);
    for (int i = 0; i < centres.length; i++) {
      String centre =
          Arrays.stream(centres[i]).mapToObj(Double::toString).collect(Collectors.joining(","));
      lines.add(String.format(Locale.ROOT, "centre:%02d\t%s", i, centre));
      lines.add(String.format(Locale.ROOT, "size:%02d\t%d", i, clusters.sizes[i]));
    }
    lines.add("cost\t" + clusters.cost);
    lines.add("rounds\t" + rounds);
    return lines;
  }

  /** Sums over the points that are nearest to each centre. */
  private static final class Clusters {
    private final double[][] sums;
    private final long[] sizes;
    private double cost;

    private Clusters(int k, int dimensions) {
      sums = new double[k][dimensions];
      sizes = new long[k];
    }

    static Clusters of(double[][] points, double[][] centres) {
      return Arrays.stream(points)
          .parallel()
          .collect(
              () -> new Clusters(centres.length, centres[0].length),
              (clusters, point) -> clusters.add(point, centres),
              Clusters::merge);
    }

    private void add(double[] point, double[][] centres) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < centres.length; i++) {
        double[] centre = centres[i];
        double distance = 0;
        for (int j = 0; j < point.length; j++) {
          double difference = centre[j] - point[j];
          distance += difference * difference;
        }
        if (distance < least) {
          least = distance;
          nearest = i;
        }
      }
      sizes[nearest]++;
      cost += least;
      plus(sums[nearest], point);
    }

    private void merge(Clusters other) {
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] += other.sizes[i];
        plus(sums[i], other.sums[i]);
      }
      cost += other.cost;
    }

    private static void plus(double[] sum, double[] more) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
    }

    double[][] means(double[][] centres) {
      double[][] means = centres.clone();
      for (int i = 0; i < means.length; i++) {
        if (sizes[i] > 0) {
          long size = sizes[i];
          means[i] = Arrays.stream(sums[i]).map(sum -> sum / size).toArray();
        }
      }
      return means;
    }
  }
}
