package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import dev.tandem.formats.TextSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Centres, sizes and cost of clusters (Lloyd: "Least squares quantization in PCM", 1982). The loop
 * is plain Java around an action.
 */
public final class KMeans implements Job {
  private static final Param<Integer> K = Params.atLeast(1, "k", 10, "clusters");
  private static final Param<Integer> ITERATIONS =
      Params.atLeast(0, "iterations", 10, "rounds at most");
  private static final Param<String> SEPARATOR = Separator.param();
  private static final Param<String> COLUMNS =
      Param.text("columns", "", "the coordinates: 0,1,2 or a:b (b not included); all if not given");
  private static final Param<Boolean> HEADER =
      Param.flag("header", false, "drop the first record of each file");

  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public String describe() {
    return "groups points around centres";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(K, ITERATIONS, SEPARATOR, COLUMNS, HEADER);
  }

  @Override
  public Answer answer() {
    return Answer.numeric();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    DelimitedRows rows =
        Coordinates.of(Separator.rows(args.get(SEPARATOR), args.inputs()), args.get(COLUMNS));
    Bag<double[]> read = p.read(rows.header(args.get(HEADER)).doubles()).named("rows");
    double[][] centres = firstDistinct(read, args.get(K));
    int dimensions = centres.length == 0 ? 0 : centres[0].length;
    Bag<double[]> points =
        read.flatMap(double[].class, (row, out) -> out.emit(point(row, dimensions)))
            .named("points")
            .reuse();
    int rounds = 0;
    boolean moved = centres.length > 0;
    while (moved && rounds < args.get(ITERATIONS)) {
      double[][] next = step(points, centres);
      moved = Vectors.differ(centres, next);
      centres = next;
      rounds++;
    }
    Map<Integer, double[]> sizes = centres.length == 0 ? Map.of() : sizes(points, centres);
    p.of(Codecs.TEXT, ClusterLines.of(centres, sizes, rounds))
        .named("clusters")
        .write(TextSink.to(args.output()));
  }

  /** The row, which is refused if it has not the dimensions of the first one. */
  private static double[] point(double[] row, int dimensions) {
    if (row.length != dimensions) {
      throw new IllegalArgumentException(
          "a point of "
              + Params.count(row.length, "coordinate")
              + ", the first one has "
              + dimensions
              + "; correct the row or choose columns");
    }
    return row;
  }

  /**
   * The first k distinct points in input order; fewer if there are not as many. Those that have not
   * the dimensions of the first one are left out: {@link #point} refuses them, where it is known
   * where they stand.
   */
  private static double[][] firstDistinct(Bag<double[]> points, int k) {
    int wanted = k;
    while (true) {
      List<double[]> taken = points.take(wanted);
      Map<List<Double>, double[]> distinct = new LinkedHashMap<>();
      taken.stream()
          .filter(point -> point.length == taken.get(0).length)
          .forEach(point -> distinct.putIfAbsent(boxed(point), point));
      if (distinct.size() >= k || taken.size() < wanted) {
        return distinct.values().stream().limit(k).toArray(double[][]::new);
      }
      wanted = (int) Math.min(2L * wanted, Integer.MAX_VALUE);
    }
  }

  /** The coordinates with an equals of their own; adding 0 makes one zero of the two. */
  private static List<Double> boxed(double[] point) {
    return Arrays.stream(point).mapToObj(x -> x + 0.0).collect(Collectors.toList());
  }

  /** Each centre moves to the mean of the points that are nearest to it; one without any stays. */
  private static double[][] step(Bag<double[]> points, double[][] centres) {
    double[][] next = centres.clone();
    List<Pair<Integer, double[]>> means =
        points
            .mapToPair(
                Integer.class,
                double[].class,
                (point, out) -> out.emit(Vectors.nearest(centres, point), point))
            .named("nearest")
            .groupByKey()
            .aggregate(new Vectors.Mean(centres[0].length))
            .named("means")
            .collect();
    means.forEach(mean -> next[mean.first()] = mean.second());
    return next;
  }

  /** The number of points and the sum of their squared distances, by centre. */
  private static Map<Integer, double[]> sizes(Bag<double[]> points, double[][] centres) {
    return points
        .mapToPair(
            Integer.class,
            Double.class,
            (point, out) -> {
              int centre = Vectors.nearest(centres, point);
              out.emit(centre, Vectors.distance(centres[centre], point));
            })
        .named("distances")
        .groupByKey()
        .aggregate(new Vectors.CountAndSum())
        .named("sizes")
        .collect()
        .stream()
        .collect(Collectors.toMap(Pair::first, Pair::second));
  }
}
