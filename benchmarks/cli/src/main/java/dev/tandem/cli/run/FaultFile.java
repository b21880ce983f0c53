package dev.tandem.cli.run;

import dev.tandem.contract.job.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of faults to inject: their points, which a test compares with the engines' sources, and
 * their help.
 */
public final class FaultFile {
  /** No larger file is read: it may be anything, and without end. */
  private static final int LARGEST = 1 << 20;

  private static final Map<String, String> POINTS = points();
  private static final Map<String, String> ACTIONS = actions();

  private FaultFile() {}

  private static Map<String, String> points() {
    Map<String, String> points = new LinkedHashMap<>();
    points.put("task.start", "an attempt begins");
    points.put("task.commit", "an attempt has done its work");
    points.put("writer.close", "a part of the output is complete");
    points.put("job.commit.step", "a step of the commit; unit commit, task 0, attempt 0");
    points.put("shuffle.fetch", "a reducer or stage fetches its records");
    points.put("map.record", "a record goes into the first step of a task");
    points.put("reduce.record", "a group goes into the step behind a shuffle");
    points.put("map.spill.write", "mapreduce: the sort buffer is spilled");
    points.put("merge.read", "sorted runs are opened");
    points.put("merge.write", "sorted runs are merged into one");
    points.put("shuffle.write", "rdd: shuffled records are written to a file");
    points.put("reduce.spill.write", "rdd: a reducing task spills");
    points.put("cache.put", "rdd: a partition that is to be kept is about to be computed");
    points.put("cache.get", "rdd: a kept partition is about to be read");
    points.put("checkpoint.write", "rdd: a partition of a checkpoint is about to be written");
    points.put("checkpoint.read", "rdd: a partition of a checkpoint is about to be read");
    return points;
  }

  private static Map<String, String> actions() {
    Map<String, String> actions = new LinkedHashMap<>();
    actions.put("throw", "an error of a function");
    actions.put("io-error", "an error of a disk");
    actions.put("oom", "an OutOfMemoryError");
    actions.put("hang", "waits until the attempt is told to stop");
    actions.put("corrupt", "flips a bit in each file that the attempt has written");
    actions.put("delete-output", "deletes the files that the attempt has written");
    actions.put("lose-node", "the node of the attempt is lost, with its disk");
    actions.put("exit", "ends the process, as kill -9 does");
    return actions;
  }

  /** The words of all actions. */
  public static List<String> actionNames() {
    return List.copyOf(ACTIONS.keySet());
  }

  /** The names of all points. */
  public static List<String> names() {
    return List.copyOf(POINTS.keySet());
  }

  /** How such a file is written, in lines for the help. */
  public static List<String> help() {
    List<String> lines = new ArrayList<>();
    lines.add("Faults (--faults FILE): one a line, # begins a comment, * is any:");
    lines.add("  # point     unit            task  attempt  hit  action");
    lines.add("  task.start  \"round 1 map*\"  1     0        1    throw");
    lines.add("Tasks and attempts count from 0, hits (passes of an attempt) from 1. Actions:");
    ACTIONS.forEach((name, what) -> lines.add(entry(name, what)));
    lines.add("Points:");
    POINTS.forEach((name, when) -> lines.add(entry(name, when)));
    return lines;
  }

  private static String entry(String name, String meaning) {
    return ("  " + name + " ".repeat(20)).substring(0, 22) + meaning;
  }

  /**
   * Refuses a point that no engine passes: a fault there would never strike. Everything else in a
   * line is checked by the run.
   *
   * @throws UsageError for the first unknown point, or if the file cannot be read
   */
  public static void check(Path file) {
    List<String> lines;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UsageError(file + " is no file of faults: it is larger than 1 MB");
      }
      lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UsageError("--faults is '" + file + "', which is no file that can be read", e);
    }
    for (int i = 0; i < lines.size(); i++) {
      String point = lines.get(i).replaceFirst("#.*", "").strip().replaceFirst("\\s.*", "");
      if (!point.isEmpty() && !POINTS.containsKey(point)) {
        throw new UsageError(
            file
                + ", line "
                + (i + 1)
                + ": there is no point '"
                + point
                + "'"
                + Names.didYouMean(point, names()));
      }
    }
  }
}
