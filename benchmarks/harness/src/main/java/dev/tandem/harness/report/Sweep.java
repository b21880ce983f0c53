package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the times of one job change with one thing.
 *
 * @param job its name
 * @param axis {@code slots} or {@code bytes}
 * @param points of all contenders; those of one contender by rising {@link #at}
 */
record Sweep(String job, String axis, List<Point> points) {
  static final String SLOTS = "slots";
  static final String BYTES = "bytes";

  /** Where on the axis a point lies. */
  long at(Point point) {
    return axis.equals(SLOTS) ? point.slots() : point.bytes();
  }

  /** The sweeps of all jobs; the report's own times are points of each. */
  static List<Sweep> of(BenchReport report) {
    int slots = report.resources().nodes() * report.resources().slots();
    List<Sweep> sweeps = new ArrayList<>();
    for (JobResult job : report.jobs()) {
      List<Point> bySlots = job.points().stream().filter(point -> point.slots() != slots).toList();
      List<Point> byBytes =
          job.points().stream().filter(point -> point.bytes() != job.bytes()).toList();
      add(sweeps, job, SLOTS, bySlots, slots);
      add(sweeps, job, BYTES, byBytes, slots);
    }
    return sweeps;
  }

  private static void add(
      List<Sweep> sweeps, JobResult job, String axis, List<Point> others, int slots) {
    if (others.isEmpty()) {
      return;
    }
    List<Point> points = new ArrayList<>();
    Sweep sweep = new Sweep(job.job(), axis, points);
    for (Result result : job.results()) {
      if (result.status() != Status.MISSING) {
        others.stream()
            .filter(point -> point.contender().equals(result.contender()))
            .forEach(points::add);
        points.add(own(result, slots, job.bytes()));
      }
    }
    points.sort(Comparator.comparing((Point point) -> place(job, point)).thenComparing(sweep::at));
    sweeps.add(sweep);
  }

  private static int place(JobResult job, Point point) {
    return job.results().stream().map(Result::contender).toList().indexOf(point.contender());
  }

  private static Point own(Result result, int slots, long bytes) {
    return new Point(
        result.contender(), slots, bytes, result.status(), result.message(), result.summary());
  }
}
