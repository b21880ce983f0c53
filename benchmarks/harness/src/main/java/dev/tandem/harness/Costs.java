package dev.tandem.harness;

import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Bootstrap;
import dev.tandem.harness.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds how many threads pay off. With all slots a contender ran next to the baseline; with fewer
 * it ran later, so there the machine's drift is part of the ratio and not of its interval.
 */
final class Costs {
  private final Bootstrap bootstrap;
  private final Result baseline;
  private final int slots;
  private final SortedMap<Integer, List<Result>> fewer;

  private Costs(
      Bootstrap bootstrap, Result baseline, int slots, SortedMap<Integer, List<Result>> fewer) {
    this.bootstrap = bootstrap;
    this.baseline = baseline;
    this.slots = slots;
    this.fewer = fewer;
  }

  /**
   * The costs of all contenders that have times; none where the baseline has none.
   *
   * @param seed of the bootstrap
   * @param slots of the main trial
   * @param results of the main trial
   * @param fewer results with fewer slots, by their number
   */
  static List<Cost> of(
      long seed, int slots, List<Result> results, SortedMap<Integer, List<Result>> fewer) {
    List<Cost> costs = new ArrayList<>();
    Result baseline = timed(results, Contenders.BASELINE);
    if (baseline != null) {
      Costs finder = new Costs(new Bootstrap(seed), baseline, slots, fewer);
      results.stream()
          .filter(result -> !result.equals(baseline) && result.summary() != null)
          .forEach(result -> costs.add(finder.cost(result)));
    }
    return List.copyOf(costs);
  }

  private static Result timed(List<Result> results, String contender) {
    return results.stream()
        .filter(result -> result.contender().equals(contender) && result.summary() != null)
        .findFirst()
        .orElse(null);
  }

  private Cost cost(Result result) {
    SortedMap<Integer, Ratio> ratios = new TreeMap<>();
    fewer.forEach(
        (n, results) -> {
          Result other = timed(results, result.contender());
          if (other != null) {
            ratios.put(n, bootstrap.unpaired(other.millis(), baseline.millis()));
          }
        });
    ratios.put(slots, result.ratios().get(Contenders.BASELINE));
    return new Cost(
        result.contender(),
        fewest(ratios, ratio -> ratio.value() < 1),
        fewest(ratios, ratio -> ratio.low() < 1),
        fewest(ratios, ratio -> ratio.high() < 1),
        slots,
        baseline.summary().median());
  }

  private static int fewest(SortedMap<Integer, Ratio> ratios, Predicate<Ratio> faster) {
    return ratios.entrySet().stream()
        .filter(entry -> faster.test(entry.getValue()))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }
}
