package dev.tandem.mapreduce.explain.counters;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counters as Hadoop prints them at the end of a job: its {@code AbstractCounters.toString} with
 * the names of its resource bundles. Groups and counters that it does not know keep their names.
 */
public final class CounterText {
  private static final String PACKAGE = "org.apache.hadoop.mapreduce.";

  /** The group of {@link FileSystemCounter}s. */
  public static final String FILE_SYSTEMS = PACKAGE + "FileSystemCounter";

  /** The group of the bytes that input formats read. */
  public static final String INPUT = PACKAGE + "lib.input.FileInputFormatCounter";

  /** The group of the bytes that output formats wrote. */
  public static final String OUTPUT = PACKAGE + "lib.output.FileOutputFormatCounter";

  /** The group of {@link JobCounter}s. */
  public static final String JOB = PACKAGE + "JobCounter";

  /** The group of fetches that failed, by kind. */
  public static final String SHUFFLE = "Shuffle Errors";

  /** The group of {@link TaskCounter}s. */
  public static final String TASKS = PACKAGE + "TaskCounter";

  /** Hadoop prints some of them with a space at the end. */
  private static final Map<String, String> GROUPS =
      Map.of(
          FILE_SYSTEMS,
          "File System Counters",
          JOB,
          "Job Counters ",
          TASKS,
          "Map-Reduce Framework",
          INPUT,
          "File Input Format Counters ",
          OUTPUT,
          "File Output Format Counters ");

  /** Labels by group and name. */
  private static final Map<String, Map<String, String>> LABELS = labels();

  /** A counter of a file system is called {@code FILE_BYTES_READ}; the longest ends come first. */
  private static final Map<String, String> FILE_SYSTEM_ENDS = fileSystemEnds();

  private CounterText() {}

  private static Map<String, Map<String, String>> labels() {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (JobCounter counter : JobCounter.values()) {
      jobs.put(counter.name(), counter.label());
    }
    Map<String, String> tasks = new LinkedHashMap<>();
    for (TaskCounter counter : TaskCounter.values()) {
      tasks.put(counter.name(), counter.label());
    }
    return Map.of(
        JOB,
        jobs,
        TASKS,
        tasks,
        INPUT,
        Map.of("BYTES_READ", "Bytes Read"),
        OUTPUT,
        Map.of("BYTES_WRITTEN", "Bytes Written"));
  }

  private static Map<String, String> fileSystemEnds() {
    Map<String, String> ends = new LinkedHashMap<>();
    ends.put("_BYTES_READ_EC", "Number of bytes read erasure-coded");
    ends.put("_LARGE_READ_OPS", FileSystemCounter.LARGE_READ_OPS.label());
    for (FileSystemCounter counter : FileSystemCounter.values()) {
      ends.putIfAbsent("_" + counter.name(), counter.label());
    }
    return ends;
  }

  /**
   * Prints counters.
   *
   * @param groups amounts by group and name, in this order
   */
  public static String of(Map<String, Map<String, Long>> groups) {
    int count = groups.values().stream().mapToInt(Map::size).sum();
    StringBuilder text = new StringBuilder("Counters: ").append(count).append('\n');
    groups.forEach(
        (group, amounts) -> {
          text.append('\t').append(label(group)).append('\n');
          amounts.forEach(
              (name, amount) ->
                  text.append("\t\t").append(label(group, name)).append('=').append(amount + "\n"));
        });
    return text.toString();
  }

  /** What Hadoop prints for a group: its name, if it is none of Hadoop's own. */
  public static String label(String group) {
    return GROUPS.getOrDefault(group, group);
  }

  /** What Hadoop prints for a counter: its name, if it is none of Hadoop's own. */
  public static String label(String group, String name) {
    if (group.equals(FILE_SYSTEMS)) {
      for (Map.Entry<String, String> end : FILE_SYSTEM_ENDS.entrySet()) {
        if (name.endsWith(end.getKey())) {
          String scheme = name.substring(0, name.length() - end.getKey().length());
          return scheme + ": " + end.getValue();
        }
      }
    }
    return LABELS.getOrDefault(group, Map.of()).getOrDefault(name, name);
  }
}
