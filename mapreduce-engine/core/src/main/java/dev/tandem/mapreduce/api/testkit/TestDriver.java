package dev.tandem.mapreduce.api.testkit;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Counter;
import dev.tandem.mapreduce.api.Counters;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What all drivers have in common: the {@code with} methods say what goes in and what must come
 * out, {@link #runTest} runs the job and compares, {@link #run} only runs it. Each run is a job of
 * its own on the engine itself, with one attempt for each task. What tasks write must be of classes
 * that need no declaring, or null; expected records are compared by {@code equals}, arrays by what
 * is in them. Records come in the order of the part files and in them in that of the writes. Not
 * thread-safe.
 *
 * @param <D> the driver itself
 * @param <K> keys of the output
 * @param <V> values of the output
 */
public abstract sealed class TestDriver<D extends TestDriver<D, K, V>, K, V>
    permits MapDriver, ReduceDriver, MapReduceDriver {
  private final Configuration conf = new Configuration();
  private final List<Pair<Object, Object>> inputs = new ArrayList<>();
  private final List<Pair<Object, Object>> outputs = new ArrayList<>();
  private final Set<String> namedOutputs = new LinkedHashSet<>();
  private final Map<String, List<Pair<Object, Object>>> files = new LinkedHashMap<>();
  private final List<ExpectedCounter> expectedCounters = new ArrayList<>();
  private final List<Consumer<MapReduceJob>> settings = new ArrayList<>();
  private boolean withoutInput;
  private Counters counters;

  /**
   * A counter as it must be.
   *
   * @param name for messages
   * @param find finds it among all
   * @param amount that it must have
   */
  private record ExpectedCounter(String name, Function<Counters, Counter> find, long amount) {
    void check(Counters counters, List<String> problems) {
      long found = find.apply(counters).getValue();
      if (found != amount) {
        problems.add("counter " + name + " is " + found + " and should be " + amount);
      }
    }
  }

  /** A way of running the job that must not change what comes out. */
  enum Way {
    /** As the driver was told. */
    PLAIN(""),
    /** A combiner may be left out. */
    UNCOMBINED("without the combiner: "),
    /** A combiner may run more than once, and input may be cut anywhere. */
    SCATTERED("with the input in several map tasks: ");

    private final String label;

    Way(String label) {
      this.label = label;
    }
  }

  TestDriver() {}

  /** The driver itself. */
  abstract D self();

  /** Makes the job what it is. */
  abstract void define(MapReduceJob job, Way way);

  /** The ways in which a test runs the job. */
  List<Way> ways() {
    return List.of(Way.PLAIN);
  }

  final void addInput(Object key, Object value) {
    inputs.add(new Pair<>(key, value));
  }

  final void set(Consumer<MapReduceJob> setting) {
    settings.add(setting);
  }

  /**
   * Says that no record is the input: tasks set up and clean up. Without a word on the input a test
   * is refused, as it has most likely been forgotten.
   */
  public final D withoutInput() {
    withoutInput = true;
    return self();
  }

  /** The settings of the job, to be changed. */
  public final Configuration getConfiguration() {
    return conf;
  }

  /** Adds settings to those of the job. */
  public final D withConfiguration(Configuration more) {
    more.toMap().forEach(conf::set);
    return self();
  }

  /**
   * Says of the job what the driver has no method for: its chain, a codec of the map output, a
   * cache file. Called for each run.
   */
  public final D withJob(Consumer<MapReduceJob> setting) {
    set(setting);
    return self();
  }

  /** Expects one more record. */
  public final D withOutput(K key, V value) {
    outputs.add(new Pair<>(key, value));
    return self();
  }

  /** Expects records, in this order. */
  public final D withAllOutput(List<? extends Pair<? extends K, ? extends V>> records) {
    records.forEach(record -> withOutput(record.first(), record.second()));
    return self();
  }

  /** Declares an output of {@code MultipleOutputs}, which is written nothing to unless said. */
  public final D withMultiOutput(String name) {
    namedOutputs.add(name);
    return self();
  }

  /** Expects one more record in an output of {@code MultipleOutputs}, and declares it. */
  public final D withMultiOutput(String name, Object key, Object value) {
    return withMultiOutput(name).withPathOutput(name, key, value);
  }

  /**
   * Expects one more record where {@code MultipleOutputs} writes to a path.
   *
   * @param path what the names of the files begin with, as it was written
   */
  public final D withPathOutput(String path, Object key, Object value) {
    files.computeIfAbsent(path, p -> new ArrayList<>()).add(new Pair<>(key, value));
    return self();
  }

  /** Expects a counter of the job or of the framework, 0 if nothing is counted. */
  public final D withCounter(Enum<?> name, long amount) {
    String text = name.getDeclaringClass().getSimpleName() + "." + name.name();
    expectedCounters.add(new ExpectedCounter(text, all -> all.findCounter(name), amount));
    return self();
  }

  /** Expects a counter, 0 if nothing is counted. */
  public final D withCounter(String group, String name, long amount) {
    expectedCounters.add(
        new ExpectedCounter(group + "." + name, all -> all.findCounter(group, name), amount));
    return self();
  }

  /**
   * Runs the job.
   *
   * @return what it has written
   * @throws JobFailed if it fails: the message names the input record or the group, the cause is
   *     what was thrown
   * @throws IllegalArgumentException if something of the job cannot be
   * @throws IllegalStateException if no input was given
   */
  @SuppressWarnings("unchecked") // as the mapper or the reducer says
  public final List<Pair<K, V>> run() {
    return (List<Pair<K, V>>) (List<?>) run(Way.PLAIN).records();
  }

  /** The counters of the last run; null before the first one. */
  public final Counters getCounters() {
    return counters;
  }

  /**
   * Runs the job and compares what it has written, in its order, and the counters.
   *
   * @throws AssertionError if something is missing, not expected or in another place; says what
   * @throws JobFailed if the job fails
   * @throws IllegalArgumentException if something of the job cannot be
   * @throws IllegalStateException if no input was given
   */
  public final void runTest() {
    runTest(true);
  }

  /**
   * As {@link #runTest()}.
   *
   * @param orderMatters whether records must come in the order in which they are expected
   */
  public final void runTest(boolean orderMatters) {
    for (Way way : ways()) {
      TestRun.Outcome outcome = run(way);
      List<String> problems = differences(outcome, orderMatters);
      boolean blame = way == Way.PLAIN && !problems.isEmpty() && ways().contains(Way.UNCOMBINED);
      String label = blame ? ofCombiner(orderMatters) : way.label;
      if (way == Way.PLAIN) {
        expectedCounters.forEach(counter -> counter.check(outcome.counters(), problems));
      }
      if (!problems.isEmpty()) {
        throw new AssertionError(label + String.join("\n", problems));
      }
    }
  }

  /** Whose fault a wrong answer with a combiner is: it looks as if it were the reducer's. */
  private String ofCombiner(boolean orderMatters) {
    String without;
    try {
      boolean right = differences(run(Way.UNCOMBINED), orderMatters).isEmpty();
      without = right ? "the answer is as expected" : "the answer is wrong too";
    } catch (JobFailed e) {
      without = "the job fails: " + e.getMessage();
    }
    return "with the combiner (without it " + without + "): ";
  }

  private List<String> differences(TestRun.Outcome outcome, boolean orderMatters) {
    List<String> problems = new ArrayList<>();
    compare("", outputs, outcome.records(), orderMatters, problems);
    Set<String> names = new TreeSet<>(files.keySet());
    names.addAll(outcome.files().keySet());
    for (String name : names) {
      List<Pair<Object, Object>> expected = files.getOrDefault(name, List.of());
      List<Pair<Object, Object>> found = outcome.files().getOrDefault(name, List.of());
      compare("output '" + name + "': ", expected, found, orderMatters, problems);
    }
    return problems;
  }

  private static void compare(
      String where,
      List<Pair<Object, Object>> expected,
      List<Pair<Object, Object>> found,
      boolean ordered,
      List<String> problems) {
    RecordDifference difference = new RecordDifference(expected, found, ordered);
    if (!difference.isEmpty()) {
      problems.add(where + difference);
    }
  }

  private TestRun.Outcome run(Way way) {
    if (inputs.isEmpty() && !withoutInput) {
      throw new IllegalStateException(
          "no input was given: say withInput, or withoutInput if there shall be none");
    }
    MapReduceJob job = MapReduceJob.getInstance(conf, "test");
    define(job, way);
    namedOutputs.forEach(name -> MultipleOutputs.addNamedOutput(job, name, KeptRecords.class));
    settings.forEach(setting -> setting.accept(job));
    job.addInput(new GivenRecords(inputs, way == Way.SCATTERED), null);
    TestRun.Outcome outcome = TestRun.of(job);
    if (way == Way.PLAIN) {
      counters = outcome.counters();
    }
    return outcome;
  }
}
