package dev.tandem.harness;

import dev.tandem.harness.BenchReport.Fork;
import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Bootstrap;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

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
      return verdict.status() == Status.RIGHT && !rounds.isEmpty();
    }

    private List<Fork> forks() {
      List<Fork> forks = new ArrayList<>();
      for (int i = 0; i < turns.size(); i++) {
        forks.add(fork(turns.get(i), isRight() ? rounds.get(i) : Round.without(verdict)));
      }
      return List.copyOf(forks);
    }

    private static Fork fork(int turn, Round round) {
      return new Fork(turn, round.millis(), round.runs().stream().map(RunRecord::usage).toList());
    }

    private double[][] millis() {
      return rounds.stream().map(Round::millis).toArray(double[][]::new);
    }

    private List<RunRecord> runs() {
      return rounds.stream().flatMap(round -> round.runs().stream()).toList();
    }
  }

  /**
   * @param seed of the bootstrap
   * @param names of the contenders
   */
  Results(long seed, List<String> names) {
    this.seed = seed;
    names.forEach(name -> contenders.put(name, new Rounds()));
  }

  /** Whether it gets a turn. */
  boolean isOpen(String contender) {
    return contenders.get(contender).verdict.status() == Status.RIGHT;
  }

  /** It gets no turn, and has no times. */
  void close(String contender, Verdict verdict) {
    contenders.get(contender).verdict = verdict;
  }

  /**
   * Takes a round.
   *
   * @param place in the order of all turns
   */
  void add(String contender, int place, Round round) {
    Rounds rounds = contenders.get(contender);
    rounds.turns.add(place);
    rounds.rounds.add(round);
    rounds.verdict = round.verdict();
  }

  /** What JMH found out in the turns of those that were right. */
  List<RunResult> ofJmh() {
    return contenders.values().stream()
        .filter(Rounds::isRight)
        .flatMap(rounds -> rounds.rounds.stream())
        .flatMap(round -> round.results().stream())
        .toList();
  }

  /** One for each contender. */
  List<Result> toList() {
    Map<String, Map<String, Ratio>> ratios = ratios();
    List<Result> results = new ArrayList<>();
    contenders.forEach(
        (name, rounds) ->
            results.add(
                rounds.isRight() ? right(name, rounds, ratios.get(name)) : without(name, rounds)));
    return List.copyOf(results);
  }

  /**
   * Of each that has times, with each other. A pair is compared once and the outcome turned round:
   * two bootstraps of one pair could contradict each other.
   */
  private Map<String, Map<String, Ratio>> ratios() {
    List<String> names =
        contenders.keySet().stream().filter(name -> contenders.get(name).isRight()).toList();
    Map<String, Map<String, Ratio>> ratios = new LinkedHashMap<>();
    for (String name : names) {
      Map<String, Ratio> own = new LinkedHashMap<>();
      for (String other : names) {
        if (ratios.containsKey(other)) {
          own.put(other, ratio(name, other));
          ratios.get(other).put(name, own.get(other).inverse());
        }
      }
      ratios.put(name, own);
    }
    return ratios;
  }

  private Ratio ratio(String name, String other) {
    return new Bootstrap(seed).ratio(contenders.get(name).millis(), contenders.get(other).millis());
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

  private static Result right(String name, Rounds rounds, Map<String, Ratio> ratios) {
    Summary summary = Summary.of(rounds.millis());
    List<RunRecord> runs = rounds.runs();
    return new Result(
        name,
        Status.RIGHT,
        "",
        rounds.forks(),
        summary,
        ratios,
        ledger(runs),
        Usage.mean(runs.stream().map(RunRecord::usage).toList()),
        typical(rounds, summary.median()),
        secondary(rounds.rounds));
  }

  /** Means; a measure that one run did not observe has none. */
  private static Map<String, Long> ledger(List<RunRecord> runs) {
    Map<String, Long> means = new LinkedHashMap<>();
    for (String measure : runs.get(0).ledger().keySet()) {
      if (runs.stream().allMatch(run -> run.ledger().containsKey(measure))) {
        double mean =
            runs.stream().mapToLong(run -> run.ledger().get(measure)).average().orElseThrow();
        means.put(measure, Math.round(mean));
      }
    }
    return means;
  }

  /** The phases of the run whose time is nearest to the median: parts of one run, no mixture. */
  private static List<Phase> typical(Rounds rounds, double median) {
    List<Phase> phases = List.of();
    double nearest = Double.POSITIVE_INFINITY;
    for (Round round : rounds.rounds) {
      for (int i = 0; i < round.millis().length; i++) {
        double distance = Math.abs(round.millis()[i] - median);
        if (distance < nearest) {
          nearest = distance;
          phases = round.runs().get(i).phases();
        }
      }
    }
    return phases;
  }

  /** What JMH's profilers say; the ledger has been told already. */
  private static Map<String, Double> secondary(List<Round> rounds) {
    Map<String, Double> means = new TreeMap<>();
    for (Round round : rounds) {
      for (RunResult result : round.results()) {
        result
            .getSecondaryResults()
            .forEach(
                (label, value) ->
                    means.merge(label, value.getScore() / rounds.size(), Double::sum));
      }
    }
    means
        .entrySet()
        .removeIf(
            one ->
                one.getKey().startsWith(LedgerProfiler.PREFIX) || !Double.isFinite(one.getValue()));
    return means;
  }
}
