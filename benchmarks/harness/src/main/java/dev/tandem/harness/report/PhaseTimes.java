package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Shares the time of a run out among its phases, so that the shares add up to the run. */
final class PhaseTimes {
  /** What no phase covers: planning, start-up, what the driver does between phases, the commit. */
  static final String OUTSIDE = "outside phases";

  private PhaseTimes() {}

  /**
   * A part of a run.
   *
   * @param name of the phase, or {@link #OUTSIDE}
   * @param phase null for what is outside
   * @param millis its share of the run's wall time
   */
  record Share(String name, Phase phase, double millis) {}

  /**
   * The shares in the order of the phases, and last what is outside of them; together they take
   * until the last phase ends, or as long as the median if that is longer. Where several phases
   * run, each has an equal share of that time. Empty where nothing is told.
   */
  static List<Share> of(Result result) {
    List<Phase> phases = result.phases();
    if (phases.isEmpty() || result.summary() == null) {
      return List.of();
    }
    double[] millis = new double[phases.size()];
    long[] borders =
        phases.stream()
            .flatMapToLong(phase -> LongStream.of(phase.startMillis(), phase.endMillis()))
            .sorted()
            .distinct()
            .toArray();
    for (int i = 1; i < borders.length; i++) {
      share(phases, borders[i - 1], borders[i], millis);
    }
    List<Share> shares = new ArrayList<>();
    double covered = 0;
    for (int i = 0; i < millis.length; i++) {
      shares.add(new Share(phases.get(i).name(), phases.get(i), millis[i]));
      covered += millis[i];
    }
    double whole = Math.max(result.summary().median(), (double) borders[borders.length - 1]);
    shares.add(new Share(OUTSIDE, null, whole - covered));
    return shares;
  }

  private static void share(List<Phase> phases, long from, long to, double[] millis) {
    int[] running =
        IntStream.range(0, phases.size())
            .filter(i -> phases.get(i).startMillis() <= from && phases.get(i).endMillis() >= to)
            .toArray();
    for (int i : running) {
      millis[i] += (double) (to - from) / running.length;
    }
  }
}
