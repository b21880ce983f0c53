package dev.tandem.mapreduce.api;

import static dev.tandem.mapreduce.explain.counters.CounterText.FILE_SYSTEMS;
import static dev.tandem.mapreduce.explain.counters.CounterText.INPUT;
import static dev.tandem.mapreduce.explain.counters.CounterText.JOB;
import static dev.tandem.mapreduce.explain.counters.CounterText.OUTPUT;
import static dev.tandem.mapreduce.explain.counters.CounterText.SHUFFLE;
import static dev.tandem.mapreduce.explain.counters.CounterText.TASKS;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.mapreduce.explain.counters.CounterText;
import dev.tandem.mapreduce.explain.counters.FileSystemCounter;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All counters of a job, in Hadoop's groups and order. Attempts that failed or were killed are not
 * in them, so that a job that failed has those of its committed tasks. What no task could observe
 * is missing.
 */
public final class Counters implements Iterable<CounterGroup> {
  private final Map<String, CounterGroup> groups = new LinkedHashMap<>();

  /**
   * The framework's groups first, then the others by name, as Hadoop prints them.
   *
   * @param rounds the round of the job, or none if it failed before it began
   */
  static Counters of(List<RoundCounters> rounds, RunReport report, CounterNames names) {
    Counters counters = new Counters();
    Map<String, Counter> files = new LinkedHashMap<>();
    Map<String, Counter> job = new LinkedHashMap<>();
    Map<String, Counter> task = new LinkedHashMap<>();
    Map<String, Map<String, Counter>> others = new TreeMap<>();
    for (RoundCounters round : rounds) {
      round.files().forEach((scheme, numbers) -> putFiles(files, scheme, numbers));
      round.job().forEach((c, amount) -> put(job, JOB, c.name(), amount));
      round.tasks().forEach((c, amount) -> put(task, TASKS, c.name(), amount));
      round.shuffleErrors().forEach((name, n) -> put(inside(others, SHUFFLE), SHUFFLE, name, n));
    }
    put(inside(others, INPUT), INPUT, "BYTES_READ", report.get(Measure.INPUT_BYTES));
    put(inside(others, OUTPUT), OUTPUT, "BYTES_WRITTEN", report.get(Measure.OUTPUT_BYTES));
    report
        .counters()
        .forEach(
            (key, amount) -> {
              String group = names.group(key);
              Map<String, Counter> known =
                  group.equals(JOB) ? job : group.equals(TASKS) ? task : inside(others, group);
              put(known, group, names.name(key), amount);
            });
    counters.add(FILE_SYSTEMS, files);
    counters.add(JOB, job);
    counters.add(TASKS, task);
    others.forEach(counters::add);
    return counters;
  }

  private static Map<String, Counter> inside(
      Map<String, Map<String, Counter>> groups, String group) {
    return groups.computeIfAbsent(group, g -> new TreeMap<>());
  }

  /**
   * Adds to what is there: in Hadoop a counter of the framework is changed by the job's code too.
   */
  private static void put(Map<String, Counter> counters, String group, String name, long amount) {
    Counter other = counters.get(name);
    long before = other == null ? 0 : other.getValue();
    counters.put(
        name, new CounterGroup.Total(name, CounterText.label(group, name), before + amount));
  }

  private static void putFiles(
      Map<String, Counter> files, String scheme, Map<FileSystemCounter, Long> numbers) {
    numbers.forEach((c, amount) -> put(files, FILE_SYSTEMS, scheme + "_" + c.name(), amount));
  }

  /**
   * Checks a counter of the job's own: it may add to those that Hadoop has built in, but invent
   * none in their groups.
   *
   * @throws IllegalArgumentException if it does
   */
  static void check(String group, String name) {
    boolean known =
        switch (group) {
          case FILE_SYSTEMS -> false;
          case JOB -> has(JobCounter.values(), name);
          case TASKS -> has(TaskCounter.values(), name);
          case INPUT -> name.equals("BYTES_READ");
          case OUTPUT -> name.equals("BYTES_WRITTEN");
          default -> true;
        };
    if (!known) {
      throw new IllegalArgumentException(
          "the group " + group + " is Hadoop's own and has no counter '" + name + "' to add to");
    }
  }

  private static boolean has(Enum<?>[] counters, String name) {
    return Arrays.stream(counters).anyMatch(counter -> counter.name().equals(name));
  }

  private void add(String name, Map<String, Counter> counters) {
    if (!counters.isEmpty()) {
      groups.put(name, new CounterGroup(name, CounterText.label(name), counters));
    }
  }

  /** The group of this name; one without counters if nothing was counted. */
  public CounterGroup getGroup(String name) {
    CounterGroup found = groups.get(name);
    return found == null ? new CounterGroup(name, name, Map.of()) : found;
  }

  /** The counter of this group and name; one that is 0 if nothing was counted. */
  public Counter findCounter(String group, String name) {
    return getGroup(group).findCounter(name);
  }

  /** The counter of an enum constant: one of the job's own, a {@link TaskCounter} ... */
  public Counter findCounter(Enum<?> name) {
    return findCounter(groupOf(name), name.name());
  }

  /** The group of an enum constant: Hadoop's for counters of the framework, else its class. */
  static String groupOf(Enum<?> name) {
    if (name instanceof TaskCounter) {
      return TASKS;
    }
    return name instanceof JobCounter ? JOB : name.getDeclaringClass().getName();
  }

  /** The number of counters in all groups. */
  public int countCounters() {
    return groups.values().stream().mapToInt(CounterGroup::size).sum();
  }

  @Override
  public Iterator<CounterGroup> iterator() {
    return groups.values().iterator();
  }

  /** As Hadoop prints counters at the end of a job. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Counters: ").append(countCounters());
    for (CounterGroup group : this) {
      text.append("\n\t").append(group.displayName());
      for (Counter counter : group) {
        text.append("\n\t\t").append(counter.getDisplayName()).append('=');
        text.append(counter.getValue());
      }
    }
    return text.toString();
  }
}
