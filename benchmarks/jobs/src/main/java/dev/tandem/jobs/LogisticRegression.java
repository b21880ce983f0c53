package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import dev.tandem.formats.TextSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The weights of a plane that parts points of two labels, and their loss: gradient descent over all
 * points with steps of 1, as in Spark's example SparkHdfsLR. The loop is plain Java around an
 * action.
 */
public final class LogisticRegression implements Job {
  private static final Param<Integer> ITERATIONS =
      Params.atLeast(0, "iterations", 10, "steps of the descent");
  private static final Param<String> SEPARATOR = Separator.param();
  private static final Param<Integer> LABEL =
      Params.atLeast(0, "label", 0, "the column of the label, 1 or -1, counted from 0");
  private static final Param<String> COLUMNS =
      Param.text(
          "columns",
          "",
          "the features: 0,1,2 or a:b (b not included); all but the label if not given");
  private static final Param<String> VARIANT =
      Param.choice("variant", "spark", "whose definition: no intercept, zero start", "spark");

  @Override
  public String name() {
    return "logistic-regression";
  }

  @Override
  public String describe() {
    return "fits a plane between points of two labels";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(ITERATIONS, SEPARATOR, LABEL, COLUMNS, VARIANT);
  }

  @Override
  public Answer answer() {
    return Answer.numeric();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    LabelledPoint form = new LabelledPoint(args.get(LABEL), Coordinates.columns(args.get(COLUMNS)));
    DelimitedRows rows = form.columns(Separator.rows(args.get(SEPARATOR), args.inputs()));
    Bag<double[]> read = p.read(rows.doubles()).named("rows");
    List<double[]> first = points(read, form, 0).take(1);
    List<String> lines =
        first.isEmpty()
            ? List.of()
            : fit(points(read, form, first.get(0).length).reuse(), args, first.get(0).length - 1);
    p.of(Codecs.TEXT, lines).named("weights").write(TextSink.to(args.output()));
  }

  /** The points of the rows; where their size is known, others are refused. */
  private static Bag<double[]> points(Bag<double[]> rows, LabelledPoint form, int size) {
    return rows.flatMap(double[].class, (row, out) -> out.emit(point(form.of(row), size)))
        .named("points");
  }

  private static double[] point(double[] point, int size) {
    if (size > 0 && point.length != size) {
      throw new IllegalArgumentException(
          "a point of "
              + Params.count(point.length - 1, "feature")
              + ", the first one has "
              + (size - 1)
              + "; correct the row or choose columns");
    }
    return point;
  }

  /** The lines of the answer. */
  private static List<String> fit(Bag<double[]> points, JobArgs args, int features) {
    double[] weights = new double[features];
    for (int i = 0; i < args.get(ITERATIONS); i++) {
      double[] gradient =
          points.aggregate(new Gradients.OfLoss(weights)).named("gradient").collect().get(0);
      weights = Vectors.minus(weights, gradient);
    }
    return lines(weights, points);
  }

  private static List<String> lines(double[] weights, Bag<double[]> points) {
    double[] losses =
        points
            .map(point -> Gradients.loss(Gradients.margin(weights, point)))
            .named("losses")
            .aggregate(new Vectors.CountAndSum())
            .named("loss")
            .collect()
            .get(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      lines.add(String.format(Locale.ROOT, "w:%02d\t%s", i, weights[i]));
    }
    lines.add("loss\t" + losses[1] / losses[0]);
    return lines;
  }
}
