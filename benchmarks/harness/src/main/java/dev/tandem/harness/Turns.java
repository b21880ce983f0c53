package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.harness.Interleaving.Turn;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The turns of a benchmark: foretold, taken in an order that favours nobody, and told of. */
final class Turns {
  /** Where a benchmark may be stopped. */
  interface Stop {
    void check() throws InterruptedIOException;
  }

  private final BenchOptions options;
  private final TurnTaker taker;
  private final Progress progress;
  private final Path work;
  private final Path logs;
  private final Pace pace;
  private final Estimate estimate;
  private final Stop stop;

  private final List<Planned> plan = new ArrayList<>();
  private final Map<Trial, Results> results = new LinkedHashMap<>();
  private long began;

  private record Planned(Trial trial, Turn turn) {}

  /**
   * @param work where runs write
   * @param logs where what forks print is kept
   */
  Turns(
      BenchOptions options,
      TurnTaker taker,
      Progress progress,
      Path work,
      Path logs,
      Pace pace,
      Stop stop) {
    this.options = options;
    this.taker = taker;
    this.progress = progress;
    this.work = work;
    this.logs = logs;
    this.pace = pace;
    this.estimate = new Estimate(pace);
    this.stop = stop;
  }

  /**
   * Plans the turns of all trials and says how long they will take.
   *
   * @throws IllegalArgumentException if that is longer than the time limit
   */
  void plan(List<Trial> trials) {
    int rounds = options.schedule().rounds();
    for (Trial trial : trials) {
      boolean reversed = results.size() * rounds % 2 == 1;
      Results own = new Results(options.seed(), trial.contenders());
      results.put(trial, own);
      for (String contender : trial.contenders()) {
        verdictBefore(trial, contender, own);
      }
      List<String> open = trial.contenders().stream().filter(own::isOpen).toList();
      Interleaving.of(open, rounds, reversed).forEach(turn -> plan.add(new Planned(trial, turn)));
    }
    double seconds = secondsFrom(0);
    progress.say(
        plural(plan.size(), "turn")
            + " of "
            + plural(options.schedule().runs(), "run")
            + ": "
            + Estimate.print(seconds)
            + (estimate.isGuessed() ? ", a guess until each has run once" : ", as before"));
    Estimate.check(seconds, options.manner().timeLimit());
  }

  private static void verdictBefore(Trial trial, String contender, Results results) {
    String job = trial.prepared().job().name();
    if (!Contenders.of(contender).has(job, trial.prepared().params())) {
      results.close(contender, new Verdict(Status.MISSING, "does not have this job"));
    } else if (!trial.answer().isKnown()) {
      results.close(contender, new Verdict(Status.FAILED, trial.answer().failure()));
    }
  }

  private double secondsFrom(int place) {
    double seconds = 0;
    for (Planned next : plan.subList(place, plan.size())) {
      Trial trial = next.trial();
      String contender = next.turn().contender();
      if (results.get(trial).isOpen(contender)) {
        seconds +=
            estimate.turn(
                trial.key(contender, options.manner().mode()),
                trial.name(),
                contender,
                trial.answer().seconds(),
                options.schedule().runs());
      }
    }
    return seconds;
  }

  /** Takes all turns. */
  Map<Trial, Results> take() throws IOException {
    began = System.nanoTime();
    for (int place = 0; place < plan.size(); place++) {
      stop.check();
      Planned next = plan.get(place);
      Results own = results.get(next.trial());
      if (own.isOpen(next.turn().contender())) {
        tell(place, next.trial().label() + " " + next.turn().contender());
        own.add(next.turn().contender(), place + 1, take(place, next));
      }
    }
    tell(plan.size(), "done");
    pace.write();
    return results;
  }

  private void tell(int place, String what) {
    double done = since(began);
    progress.turn(what, done, done + secondsFrom(place));
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private Round take(int place, Planned next) throws IOException {
    Trial trial = next.trial();
    String contender = next.turn().contender();
    if (!options.manner().coldCache()) {
      PageCache.warm(trial.prepared().data());
    }
    String label = String.format(Locale.ROOT, "%03d-%s-%s", place + 1, trial.name(), contender);
    LocalFileStore.INSTANCE.delete(
        turnFolder().toString()); // a fork that died leaves things behind
    Files.createDirectory(turnFolder());
    long start = System.nanoTime();
    Round round =
        taker.run(spec(trial, contender), work.resolve("spec.json"), logs.resolve(label + ".log"));
    double seconds = since(start);
    stop.check();
    if (round.verdict().status() == Status.RIGHT) {
      learn(trial, contender, seconds);
    }
    progress.say(said(place, next, round, seconds));
    return round;
  }

  private void learn(Trial trial, String contender, double seconds) {
    int runs = options.schedule().runs();
    String key = trial.key(contender, options.manner().mode());
    pace.learn(key, Math.max(0, seconds - estimate.fork(contender)) / runs);
  }

  private RunSpec spec(Trial trial, String contender) {
    return new RunSpec(
        trial.prepared().job().name(),
        contender,
        trial.prepared().inputs(),
        trial.prepared().params(),
        trial.resources(),
        options.seed(),
        trial.prepared().data().stream().map(Path::toString).toList(),
        options.manner().coldCache(),
        turnFolder().toString(),
        trial.answer().folder().toString(),
        work.resolve("runs").toString());
  }

  private Path turnFolder() {
    return work.resolve("turn");
  }

  private String said(int place, Planned next, Round round, double seconds) {
    Verdict verdict = round.verdict();
    String outcome =
        verdict.status() == Status.RIGHT ? "right" : verdict.status() + ": " + verdict.message();
    return String.format(
        Locale.ROOT,
        "%d/%d %s %s, round %d: %s (%.0f s)",
        place + 1,
        plan.size(),
        next.trial().label(),
        next.turn().contender(),
        next.turn().round() + 1,
        outcome,
        seconds);
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
