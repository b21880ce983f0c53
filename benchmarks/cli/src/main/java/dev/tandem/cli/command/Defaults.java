package dev.tandem.cli.command;

import dev.tandem.cli.explain.JobPlans;
import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.harness.BenchOptions;
import dev.tandem.harness.Manner;
import dev.tandem.harness.Profile;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.stats.AaCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What help texts say of defaults that are not the initial value of a field: taken from where the
 * defaults themselves are, so that a help text cannot tell of others. A text names one as {@code
 * ${bundle:default.NAME}}.
 */
final class Defaults extends ListResourceBundle {
  /** What {@code compare} and {@code explain} look at. */
  static final List<String> ENGINES = List.of("mapreduce", "rdd");

  /** The job of {@code ./tandem} without arguments. */
  static final String JOB = "wordcount";

  /** What {@code bench --aa} compares with itself. */
  static final String AA_ENGINE = "rdd";

  private static final String PREFIX = "default.";

  @Override
  protected Object[][] getContents() {
    Map<String, Object> texts = new LinkedHashMap<>();
    RunOptions run = RunOptions.defaults();
    texts.put("job", JOB);
    texts.put("engines", String.join(",", ENGINES));
    texts.put("nodes", run.nodes());
    texts.put("slots", "the number of processors, here " + run.slots());
    texts.put("attempts", run.attempts());
    texts.put("split-size", (run.splits().size() >> 20) + "m");
    texts.put("seed", run.seed());
    texts.put("sample", Human.exact(JobPlans.SAMPLE));
    addBench(texts);
    return texts.entrySet().stream()
        .map(text -> new Object[] {PREFIX + text.getKey(), text.getValue().toString()})
        .toArray(Object[][]::new);
  }

  private static void addBench(Map<String, Object> texts) {
    texts.put("profiles", profiles());
    texts.put("bench-jobs", String.join(",", BenchOptions.DEFAULT_JOBS));
    texts.put("bench-engines", String.join(",", BenchOptions.DEFAULT_CONTENDERS));
    texts.put("time-limit", Manner.TIME_LIMIT.toMinutes() + "m");
    texts.put("forks", scheduled(Schedule::forks, AaCheck.FORKS));
    texts.put("warmup", scheduled(Schedule::warmup));
    texts.put("iterations", scheduled(Schedule::iterations, AaCheck.TIMES));
    texts.put("cold-forks", Schedule.COLD.forks());
    texts.put("aa-comparisons", AaCheck.COMPARISONS);
    texts.put("aa", AA_ENGINE + " on " + JOB);
  }

  /** {@code tiny (1.00 MB), small (100 MB) ...}. */
  private static String profiles() {
    return Arrays.stream(Profile.values())
        .map(profile -> profile.label() + " (" + sizes(profile) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String sizes(Profile profile) {
    return profile.sizes().stream()
        .map(
            size -> size.isRows() ? Human.plural(size.amount(), "row") : Human.bytes(size.amount()))
        .collect(Collectors.joining(" or "));
  }

  private static String scheduled(ToIntFunction<Schedule> number, int aa) {
    return scheduled(number) + ", " + aa + " with --aa";
  }

  /** {@code 5 for tiny, small, medium, 3 for large; 5 with --cold}. */
  private static String scheduled(ToIntFunction<Schedule> number) {
    Map<Integer, List<String>> profiles = new LinkedHashMap<>();
    for (Profile profile : Profile.values()) {
      profiles
          .computeIfAbsent(number.applyAsInt(profile.schedule()), n -> new ArrayList<>())
          .add(profile.label());
    }
    List<String> said = new ArrayList<>();
    profiles.forEach((n, labels) -> said.add(n + " for " + String.join(", ", labels)));
    return String.join("; ", said) + "; " + number.applyAsInt(Schedule.COLD) + " with --cold";
  }
}
