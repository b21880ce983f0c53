package dev.tandem.spark.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Lloyd's iteration: the centres are broadcast, each partition adds up its points. */
final class NativeKMeans implements Program {
  private static final double UNCHANGED = 1e-12;

  @Override
  public boolean knows(Map<String, String> params) {
    return !Boolean.parseBoolean(params.getOrDefault("header", "false"));
  }

  @Override
  public void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output) {
    JavaRDD<double[]> points = points(spark, inputs, params).cache();
    int k = Integer.parseInt(params.getOrDefault("k", "10"));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    double[][] centres = firstDistinct(points, k);
    int rounds = 0;
    boolean moved = centres.length > 0;
    while (moved && rounds < iterations) {
      double[][] next = means(centres, sums(spark, points, centres));
      moved = differ(centres, next);
      centres = next;
      rounds++;
    }
    List<String> lines =
        centres.length == 0 ? List.of() : print(centres, sums(spark, points, centres), rounds);
    spark.parallelize(lines, 1).saveAsTextFile(output);
    points.unpersist();
  }

  private static JavaRDD<double[]> points(
      JavaSparkContext spark, List<String> inputs, Map<String, String> params) {
    String separator = params.getOrDefault("separator", "").replace("\\t", "\t");
    Pattern cut =
        Pattern.compile(separator.isEmpty() ? "[ \t\n\u000B\f\r]+" : Pattern.quote(separator));
    int[] columns = columns(params.getOrDefault("columns", ""));
    return spark
        .textFile(String.join(",", inputs))
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              String[] cells = cut.split(separator.isEmpty() ? line.strip() : line, -1);
              double[] point = new double[columns.length == 0 ? cells.length : columns.length];
              for (int i = 0; i < point.length; i++) {
                point[i] = Double.parseDouble(cells[columns.length == 0 ? i : columns[i]]);
              }
              return point;
            });
  }

  private static int[] columns(String typed) {
    int colon = typed.indexOf(':');
    if (colon >= 0) {
      return IntStream.range(
              Integer.parseInt(typed.substring(0, colon)),
              Integer.parseInt(typed.substring(colon + 1)))
          .toArray();
    }
    return typed.isEmpty()
        ? new int[0]
        : Arrays.stream(typed.split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static double[][] firstDistinct(JavaRDD<double[]> points, int k) {
    for (int wanted = k; ; wanted *= 2) {
      List<double[]> taken = points.take(wanted);
      Map<List<Double>, double[]> distinct = new LinkedHashMap<>();
      taken.forEach(
          point ->
              distinct.putIfAbsent(
                  Arrays.stream(point).mapToObj(x -> x + 0.0).collect(Collectors.toList()), point));
      if (distinct.size() >= k || taken.size() < wanted) {
        return distinct.values().stream().limit(k).toArray(double[][]::new);
      }
    }
  }

  /** For each centre the sum of its points, then their number, then their squared distances. */
  private static double[][] sums(
      JavaSparkContext spark, JavaRDD<double[]> points, double[][] centres) {
    int width = centres[0].length;
    Broadcast<double[][]> sent = spark.broadcast(centres);
    double[][] sums =
        points
            .mapPartitions(
                all -> {
                  double[][] local = new double[sent.value().length][width + 2];
                  all.forEachRemaining(point -> add(local, sent.value(), point));
                  return List.<double[][]>of(local).iterator();
                })
            .reduce(NativeKMeans::plus);
    sent.destroy(false);
    return sums;
  }

  private static void add(double[][] sums, double[][] centres, double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      double distance = distance(centres[i], point);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    double[] sum = sums[nearest];
    for (int i = 0; i < point.length; i++) {
      sum[i] += point[i];
    }
    sum[point.length]++;
    sum[point.length + 1] += least;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = a[i] - b[i];
      sum += d * d;
    }
    return sum;
  }

  private static double[][] plus(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        a[i][j] += b[i][j];
      }
    }
    return a;
  }

  private static double[][] means(double[][] centres, double[][] sums) {
    double[][] means = centres.clone();
    int width = centres[0].length;
    for (int i = 0; i < means.length; i++) {
      double count = sums[i][width];
      if (count > 0) {
        means[i] = Arrays.stream(sums[i], 0, width).map(sum -> sum / count).toArray();
      }
    }
    return means;
  }

  private static boolean differ(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        double scale = Math.max(Math.abs(a[i][j]), Math.abs(b[i][j]));
        if (Math.abs(a[i][j] - b[i][j]) > UNCHANGED * scale) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> print(double[][] centres, double[][] sums, int rounds) {
    List<String> lines = new ArrayList<>();
    int width = centres[0].length;
    double cost = 0;
    for (int i = 0; i < centres.length; i++) {
      cost += sums[i][width + 1];
      String centre =
          Arrays.stream(centres[i]).mapToObj(Double::toString).collect(Collectors.joining(","));
      lines.add(String.format(Locale.ROOT, "centre:%02d\t%s", i, centre));
      lines.add(String.format(Locale.ROOT, "size:%02d\t%d", i, (long) sums[i][width]));
    }
    lines.add("cost\t" + cost);
    lines.add("rounds\t" + rounds);
    return lines;
  }
}
