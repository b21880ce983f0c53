package dev.tandem.harness;

import dev.tandem.contract.job.Job;
import dev.tandem.harness.BenchReport.Fork;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Preparation.Prepared;
import dev.tandem.harness.stats.Bootstrap;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the rounds of one job. A contender that was wrong once, or failed once, has no times and
 * no further turns.
 */
final class Results {
  private final Map<String, Rounds> contenders = new LinkedHashMap<>();
  private final long seed;

  /** What is known of one contender. */
  private static final class Rounds {
    private Verdict verdict = Verdict.RIGHT;
    private final List<Integer> turns = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();

    private boolean isRight() {
      return verdict.status() == Status.RIGHT;
    }

    private List<Fork> forks() {
      List<Fork> forks = new ArrayList<>();
      for (int i = 0; i < turns.size(); i++) {
        double[] millis = isRight() ? rounds.get(i).millis() : new double[0];
        forks.add(new Fork(turns.get(i), millis, List.of()));
      }
      return List.copyOf(forks);
    }

    private double[][] millis() {
      return rounds.stream().map(Round::millis).toArray(double[][]::new);
    }
  }

  Results(BenchOptions options, Job job) {
    seed = options.seed();
    for (String name : options.contenders()) {
      Rounds rounds = new Rounds();
      contenders.put(name, rounds);
      if (!Contenders.of(name).has(job)) {
        rounds.verdict = new Verdict(Status.MISSING, "does not have this job");
      }
    }
  }

  /** Whether it gets a turn. */
  boolean isOpen(String contender) {
    return contenders.get(contender).isRight();
  }

  void fail(String contender, String message) {
    contenders.get(contender).verdict = new Verdict(Status.FAILED, message);
  }

  /**
   * Takes a round.
   *
   * @param place in the order of all turns
   */
  void add(Interleaving.Turn turn, int place, Round round) {
    Rounds rounds = contenders.get(turn.contender());
    rounds.turns.add(place);
    rounds.rounds.add(round);
    rounds.verdict = round.verdict();
  }

  JobResult toJobResult(Prepared prepared, RightAnswer answer) {
    List<Result> results = new ArrayList<>();
    contenders.forEach(
        (name, rounds) ->
            results.add(rounds.isRight() ? right(name, rounds) : without(name, rounds)));
    boolean known = answer.isKnown();
    return new JobResult(
        prepared.job().name(),
        prepared.workload().params(),
        prepared.data(),
        0,
        answer.source(),
        known ? answer.digest().toString() : "",
        List.copyOf(results),
        List.of(),
        List.of());
  }

  private static Result without(String name, Rounds rounds) {
    return new Result(
        name,
        rounds.verdict.status(),
        rounds.verdict.message(),
        rounds.forks(),
        null,
        Map.of(),
        Map.of(),
        Usage.NONE,
        List.of(),
        Map.of());
  }

  private Result right(String name, Rounds rounds) {
    Map<String, Ratio> ratios = new LinkedHashMap<>();
    contenders.forEach(
        (other, theirs) -> {
          if (theirs != rounds && theirs.isRight()) {
            ratios.put(other, new Bootstrap(seed).ratio(rounds.millis(), theirs.millis()));
          }
        });
    Map<String, Long> ledger = new LinkedHashMap<>();
    Map<String, Double> secondary = new TreeMap<>();
    means(rounds.rounds)
        .forEach(
            (label, mean) -> {
              if (label.startsWith(LedgerProfiler.PREFIX)) {
                ledger.put(label.substring(LedgerProfiler.PREFIX.length()), Math.round(mean));
              } else if (Double.isFinite(mean)) {
                secondary.put(label, mean);
              }
            });
    return new Result(
        name,
        Status.RIGHT,
        "",
        rounds.forks(),
        Summary.of(rounds.millis()),
        ratios,
        ledger,
        Usage.NONE,
        List.of(),
        secondary);
  }

  private static Map<String, Double> means(List<Round> rounds) {
    Map<String, Double> means = new TreeMap<>();
    for (Round round : rounds) {
      round
          .secondary()
          .forEach((label, value) -> means.merge(label, value / rounds.size(), Double::sum));
    }
    return means;
  }
}
