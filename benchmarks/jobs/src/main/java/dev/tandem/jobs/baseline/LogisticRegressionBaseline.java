package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All points in one array; each step is one pass over it. */
final class LogisticRegressionBaseline implements Baseline {
  @Override
  public String name() {
    return "logistic-regression";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Points points = new Points();
    points.read(inputs, params);
    double[] weights = new double[Math.max(0, points.width - 1)];
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    for (int i = 0; i < iterations; i++) {
      points.step(weights);
    }
    try (AnswerFile answer = new AnswerFile(output)) {
      for (int i = 0; i < weights.length; i++) {
        answer.line(String.format(Locale.ROOT, "w:%02d", i), Double.toString(weights[i]));
      }
      if (points.filled > 0) {
        answer.line("loss", Double.toString(points.loss(weights)));
      }
    }
  }

  /** A point is {@code width} numbers: the label, then the features. */
  private static final class Points {
    private double[] all = new double[1 << 16];
    private int filled;
    private int width;

    /** The columns of the features of the last point, where all but the label are. */
    private int[] rest = {};

    void read(List<Path> inputs, Map<String, String> params) throws IOException {
      LineCells cells = new LineCells(params.getOrDefault("separator", ""));
      int label = Integer.parseInt(params.getOrDefault("label", "0"));
      int[] columns = TableRows.range(params.getOrDefault("columns", ""));
      InputLines.eachText(
          inputs,
          line -> {
            int size = cells.cut(line);
            if (size > 0) {
              add(cells, label, columns.length == 0 ? allBut(label, size) : columns);
            }
          });
    }

    private int[] allBut(int label, int size) {
      if (rest.length != size - 1) {
        rest = new int[size - 1];
        Arrays.setAll(rest, i -> i < label ? i : i + 1);
      }
      return rest;
    }

    private void add(LineCells cells, int label, int[] features) {
      int size = 1 + features.length;
      if (width == 0) {
        width = size;
      } else if (size != width) {
        throw new IllegalArgumentException(
            "a point of " + (size - 1) + " features among points of " + (width - 1));
      }
      if (filled + size > all.length) {
        all = Arrays.copyOf(all, Math.max(2 * all.length, filled + size));
      }
      all[filled] = cells.number(label);
      if (Math.abs(all[filled]) != 1) {
        throw new IllegalArgumentException("the label " + all[filled] + " is neither 1 nor -1");
      }
      for (int i = 0; i < features.length; i++) {
        all[filled + 1 + i] = cells.number(features[i]);
      }
      filled += size;
    }

    private double margin(int point, double[] weights) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * all[point + 1 + i];
      }
      return all[point] * sum;
    }

    void step(double[] weights) {
      double[] gradient = new double[weights.length];
      for (int point = 0; point < filled; point += width) {
        double slope = (1 / (1 + Math.exp(-margin(point, weights))) - 1) * all[point];
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += slope * all[point + 1 + i];
        }
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= gradient[i];
      }
    }

    double loss(double[] weights) {
      double sum = 0;
      int points = 0;
      for (int point = 0; point < filled; point += width) {
        double margin = margin(point, weights);
        sum += Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
        points++;
      }
      return sum / points;
    }
  }
}
