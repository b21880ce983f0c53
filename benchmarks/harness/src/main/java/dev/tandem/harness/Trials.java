package dev.tandem.harness;

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
import java.util.SortedMap;
import java.util.TreeMap;
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
    SortedMap<Integer, List<Result>> fewer = new TreeMap<>();
    for (Trial trial : trials.subList(1, trials.size())) {
      List<Result> others = taken.get(trial).toList();
      others.forEach(result -> points.add(point(trial, result)));
      if (trial.slots() < main.slots()) {
        fewer.put(trial.slots(), others);
      }
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
        options.manner().slotSweep()
            ? Costs.of(options.seed(), main.slots(), results, fewer)
            : List.of());
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
}
