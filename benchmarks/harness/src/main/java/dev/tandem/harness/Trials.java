package dev.tandem.harness;

import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Preparation.Prepared;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is run of one job: the main trial; with fewer slots, where the COST is asked for; with less
 * data, where scaling is.
 */
final class Trials {
  private final BenchOptions options;
  private final Preparation preparation;
  private final Progress progress;
  private final Path work;

  Trials(BenchOptions options, Preparation preparation, Progress progress, Path work) {
    this.options = options;
    this.preparation = preparation;
    this.progress = progress;
    this.work = work;
  }

  /** The trials of one job, the main one first; their data and right answers are made. */
  List<Trial> of(String name) throws IOException {
    List<Trial> trials = new ArrayList<>();
    Trial main = trial(name, BigDecimal.ONE);
    trials.add(main);
    for (int slots : fewerSlots()) {
      trials.add(
          new Trial(
              main.prepared(),
              main.answer(),
              options.resources().withSlots(slots),
              manyThreaded(),
              false));
    }
    for (BigDecimal part : options.manner().parts()) {
      trials.add(trial(name, part));
    }
    return trials;
  }

  private Trial trial(String name, BigDecimal part) throws IOException {
    boolean whole = part.equals(BigDecimal.ONE);
    Amounts all = options.profile().amounts();
    Amounts amounts = whole ? all : all.scaled(part);
    Prepared prepared = preparation.prepare(new Workloads(amounts, options.seed()).of(name));
    progress.say("right answer: " + name + (whole ? "" : " (" + part + " of the data)"));
    RightAnswer answer = RightAnswer.of(prepared, options, work, name + "-" + part);
    return new Trial(prepared, answer, options.resources(), options.contenders(), whole);
  }

  /** Powers of two below all slots. */
  private Iterable<Integer> fewerSlots() {
    TreeSet<Integer> slots = new TreeSet<>();
    if (options.manner().slotSweep()) {
      for (int n = 1; n < options.resources().slots(); n *= 2) {
        slots.add(n);
      }
    }
    return slots;
  }

  /** The baseline has one thread whatever it may use. */
  private List<String> manyThreaded() {
    return options.contenders().stream().filter(name -> !name.equals(Contenders.BASELINE)).toList();
  }

  /**
   * The result of one job.
   *
   * @param trials as {@link #of} gave them
   * @param taken results of each
   */
  JobResult result(List<Trial> trials, Map<Trial, Results> taken) {
    Trial main = trials.get(0);
    List<Result> results = taken.get(main).toList();
    List<Point> points = new ArrayList<>();
    for (Trial trial : trials.subList(1, trials.size())) {
      taken.get(trial).toList().forEach(result -> points.add(point(trial, result)));
    }
    return new JobResult(
        main.name(),
        main.prepared().workload().params(),
        main.prepared().names(),
        main.prepared().bytes(),
        main.answer().source(),
        main.answer().isKnown() ? main.answer().digest().toString() : "",
        results,
        List.copyOf(points),
        costs(main, results, points));
  }

  private static Point point(Trial trial, Result result) {
    return new Point(
        result.contender(),
        trial.slots(),
        trial.prepared().bytes(),
        result.status(),
        result.message(),
        result.summary());
  }

  private List<Cost> costs(Trial main, List<Result> results, List<Point> points) {
    if (!options.manner().slotSweep()) {
      return List.of();
    }
    List<Cost> costs = new ArrayList<>();
    results.stream()
        .filter(result -> result.contender().equals(Contenders.BASELINE))
        .filter(result -> result.summary() != null)
        .forEach(
            baseline -> {
              for (Result result : results) {
                if (!result.contender().equals(Contenders.BASELINE) && result.summary() != null) {
                  costs.add(cost(main, baseline.summary().median(), result, points));
                }
              }
            });
    return costs;
  }

  private static Cost cost(Trial main, double baseline, Result result, List<Point> points) {
    int all = main.slots();
    int least =
        points.stream()
            .filter(point -> point.contender().equals(result.contender()))
            .filter(point -> point.bytes() == main.prepared().bytes() && point.summary() != null)
            .filter(point -> point.summary().median() < baseline)
            .mapToInt(Point::slots)
            .min()
            .orElse(result.summary().median() < baseline ? all : 0);
    return new Cost(result.contender(), least, all, baseline);
  }
}
