package dev.tandem.harness;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one run used, beside time; or the mean over several runs. A number that could not be
 * observed is null, and missing in JSON.
 *
 * @param cpuMillis processor time of the whole process: the engine, the compiler, the collector
 * @param gcMillis time in which the collector was at work
 * @param collections how often it was
 * @param peakHeap greatest used heap in bytes, garbage included: what the run was given it will use
 * @param peakLive greatest heap in bytes that was still used after a collection; null where there
 *     was none
 * @param peakRss greatest resident memory of the process in bytes since the JVM's start
 */
public record Usage(
    Double cpuMillis,
    Double gcMillis,
    Double collections,
    Long peakHeap,
    Long peakLive,
    Long peakRss) {
  /** Nothing is known. */
  public static final Usage NONE = new Usage(null, null, null, null, null, null);

  /** Means of what all runs observed, and the greatest peaks. */
  static Usage mean(List<Usage> runs) {
    return new Usage(
        mean(runs, Usage::cpuMillis),
        mean(runs, Usage::gcMillis),
        mean(runs, Usage::collections),
        greatest(runs, Usage::peakHeap),
        greatest(runs, Usage::peakLive),
        greatest(runs, Usage::peakRss));
  }

  private static Double mean(List<Usage> runs, Function<Usage, Double> what) {
    List<Double> known = known(runs, what).toList();
    boolean all = !runs.isEmpty() && known.size() == runs.size();
    return all
        ? (Double) known.stream().mapToDouble(Double::doubleValue).average().orElseThrow()
        : null;
  }

  private static Long greatest(List<Usage> runs, Function<Usage, Long> what) {
    return known(runs, what).max(Long::compare).orElse(null);
  }

  private static <T> Stream<T> known(List<Usage> runs, Function<Usage, T> what) {
    return runs.stream().map(what).filter(Objects::nonNull);
  }
}
