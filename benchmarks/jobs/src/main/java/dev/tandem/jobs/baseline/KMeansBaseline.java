package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All coordinates in one array, centres in another. */
final class KMeansBaseline implements Baseline {
  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Points points = new Points();
    points.read(inputs, params);
    Clusters clusters = new Clusters(points, Integer.parseInt(params.getOrDefault("k", "10")));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    int rounds = 0;
    boolean moved = clusters.k > 0;
    while (moved && rounds < iterations) {
      clusters.assign();
      moved = clusters.move();
      rounds++;
    }
    clusters.assign();
    try (AnswerFile answer = new AnswerFile(output)) {
      if (clusters.k > 0) {
        clusters.print(answer);
        answer.line("rounds", Integer.toString(rounds));
      }
    }
  }

  /** Point i has the coordinates from {@code i * dimensions} on. */
  private static final class Points {
    private double[] all = new double[1 << 16];
    private int filled;
    private int dimensions;

    void read(List<Path> inputs, Map<String, String> params) throws IOException {
      LineCells cells = new LineCells(params.getOrDefault("separator", ""));
      int[] columns = TableRows.range(params.getOrDefault("columns", ""));
      boolean header = params.getOrDefault("header", "false").equals("true");
      for (Path file : InputLines.files(inputs)) {
        boolean[] drop = {header};
        InputLines.eachText(
            file,
            line -> {
              int size = cells.cut(line);
              if (size > 0 && drop[0]) {
                drop[0] = false;
              } else if (size > 0) {
                add(cells, columns.length == 0 ? size : columns.length, columns);
              }
            });
      }
    }

    private void add(LineCells cells, int size, int[] columns) {
      if (dimensions == 0) {
        dimensions = size;
      } else if (size != dimensions) {
        throw new IllegalArgumentException(
            "a point of " + size + " coordinates among points of " + dimensions);
      }
      if (filled + size > all.length) {
        all = Arrays.copyOf(all, Math.max(2 * all.length, filled + size));
      }
      for (int i = 0; i < size; i++) {
        all[filled++] = cells.number(columns.length == 0 ? i : columns[i]);
      }
    }
  }

  private static final class Clusters {
    private final Points points;
    private final int dimensions;
    private final int k;
    private double[] centres;
    private double[] sums;
    private long[] sizes;
    private double cost;

    /** The first k distinct points are the centres. */
    Clusters(Points points, int wanted) {
      this.points = points;
      this.dimensions = points.dimensions;
      Set<List<Double>> seen = new HashSet<>();
      double[] found = new double[0];
      for (int at = 0; at < points.filled && seen.size() < wanted; at += dimensions) {
        List<Double> point = new ArrayList<>();
        for (int i = at; i < at + dimensions; i++) {
          point.add(points.all[i] == 0 ? 0.0 : points.all[i]);
        }
        if (seen.add(point)) {
          found = Arrays.copyOf(found, seen.size() * dimensions);
          System.arraycopy(points.all, at, found, found.length - dimensions, dimensions);
        }
      }
      k = seen.size();
      centres = found;
    }

    /** Adds each point to its nearest centre. */
    void assign() {
      sums = new double[centres.length];
      sizes = new long[k];
      cost = 0;
      for (int at = 0; at < points.filled; at += dimensions) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int centre = 0; centre < k; centre++) {
          double distance = distance(at, centre * dimensions);
          if (distance < least) {
            least = distance;
            nearest = centre;
          }
        }
        sizes[nearest]++;
        cost += least;
        for (int i = 0; i < dimensions; i++) {
          sums[nearest * dimensions + i] += points.all[at + i];
        }
      }
    }

    private double distance(int point, int centre) {
      double[] all = points.all;
      double[] to = centres;
      double sum = 0;
      for (int i = 0; i < dimensions; i++) {
        double difference = all[point + i] - to[centre + i];
        sum += difference * difference;
      }
      return sum;
    }

    /** Moves the centres to the means; returns whether a coordinate has changed. */
    boolean move() {
      boolean moved = false;
      double[] next = centres.clone();
      for (int i = 0; i < next.length; i++) {
        long size = sizes[i / dimensions];
        if (size > 0) {
          next[i] = sums[i] / size;
        }
        double larger = Math.max(Math.abs(next[i]), Math.abs(centres[i]));
        moved |= Math.abs(next[i] - centres[i]) > 1e-12 * larger;
      }
      centres = next;
      return moved;
    }

    void print(AnswerFile answer) throws IOException {
      for (int centre = 0; centre < k; centre++) {
        StringBuilder coordinates = new StringBuilder();
        for (int i = 0; i < dimensions; i++) {
          coordinates.append(i == 0 ? "" : ",").append(centres[centre * dimensions + i]);
        }
        answer.line(String.format(Locale.ROOT, "centre:%02d", centre), coordinates.toString());
        answer.line(String.format(Locale.ROOT, "size:%02d", centre), Long.toString(sizes[centre]));
      }
      answer.line("cost", Double.toString(cost));
    }
  }
}
