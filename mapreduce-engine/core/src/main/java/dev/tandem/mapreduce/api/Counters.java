package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
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
  private static final String HADOOP = "org.apache.hadoop.mapreduce.";
  private static final String FILES = HADOOP + "FileSystemCounter";
  private static final String JOB = HADOOP + "JobCounter";
  private static final String TASK = HADOOP + "TaskCounter";
  private static final String INPUT = HADOOP + "lib.input.FileInputFormatCounter";
  private static final String OUTPUT = HADOOP + "lib.output.FileOutputFormatCounter";

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
    for (RoundCounters round : rounds) {
      round.files().forEach((scheme, numbers) -> putFiles(files, scheme, numbers));
      round.job().forEach((c, amount) -> put(job, c.name(), c.label(), amount));
      round.tasks().forEach((c, amount) -> put(task, c.name(), c.label(), amount));
    }
    Map<String, Map<String, Counter>> others = new TreeMap<>();
    putBytes(others, INPUT, "Bytes Read", report.get(Measure.INPUT_BYTES));
    putBytes(others, OUTPUT, "Bytes Written", report.get(Measure.OUTPUT_BYTES));
    report
        .counters()
        .forEach(
            (key, amount) -> {
              String name = names.name(key);
              String group = names.group(key);
              if (group.equals(JOB)) {
                put(job, name, JobCounter.valueOf(name).label(), amount);
              } else if (group.equals(TASK)) {
                put(task, name, TaskCounter.valueOf(name).label(), amount);
              } else {
                put(others.computeIfAbsent(group, g -> new TreeMap<>()), name, name, amount);
              }
            });
    counters.add(FILES, "File System Counters", files);
    counters.add(JOB, "Job Counters ", job);
    counters.add(TASK, "Map-Reduce Framework", task);
    others.forEach((name, group) -> counters.add(name, displayName(name), group));
    return counters;
  }

  /**
   * Adds to what is there: in Hadoop a counter of the framework is changed by the job's code too.
   */
  private static void put(Map<String, Counter> group, String name, String label, long amount) {
    Counter other = group.get(name);
    group.put(
        name,
        other == null
            ? new CounterGroup.Total(name, label, amount)
            : new CounterGroup.Total(name, other.getDisplayName(), other.getValue() + amount));
  }

  private static void putFiles(
      Map<String, Counter> group, String scheme, Map<FileSystemCounter, Long> numbers) {
    numbers.forEach(
        (c, amount) -> put(group, scheme + "_" + c.name(), scheme + ": " + c.label(), amount));
  }

  private static void putBytes(
      Map<String, Map<String, Counter>> groups, String group, String label, long bytes) {
    String name = group.equals(INPUT) ? "BYTES_READ" : "BYTES_WRITTEN";
    put(groups.computeIfAbsent(group, g -> new TreeMap<>()), name, label, bytes);
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
          case FILES -> false;
          case JOB -> has(JobCounter.values(), name);
          case TASK -> has(TaskCounter.values(), name);
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

  private static String displayName(String group) {
    return switch (group) {
      case INPUT -> "File Input Format Counters ";
      case OUTPUT -> "File Output Format Counters ";
      default -> group;
    };
  }

  private void add(String name, String displayName, Map<String, Counter> counters) {
    if (!counters.isEmpty()) {
      groups.put(name, new CounterGroup(name, displayName, counters));
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
      return TASK;
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
