package dev.tandem.cluster;

import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Faults as data, so that they can be replayed. A plan is a text file with one fault a line; {@code
 * #} begins a comment:
 *
 * <pre>
 * # point          unit                 task  attempt  hit  action
 * task.start       "round 1 map*"       1     0        1    throw
 * map.spill.write  *                    *     *        3    io-error
 * task.commit      "stage 2: counts"    0     0        1    lose-node
 * </pre>
 *
 * Tasks and attempts are counted from 0, hits (the times that one attempt passes the point) from 1;
 * {@code *} is any, also inside the unit's name. {@link FaultAction} says what can happen. A line
 * that can never strike (hit 0, the same fault twice) is refused; one that has not struck when the
 * run ends is a warning, with the reason.
 *
 * <p>Points of the cluster: {@code task.start, task.commit, writer.close, job.commit.step} (on the
 * driver: unit {@code commit}, task 0, attempt 0, one hit for each step). Engines add their own,
 * with the same name where they mean the same: {@code map.record} before a record goes into the
 * steps of a task that reads, {@code reduce.record} before a group goes into the steps behind a
 * shuffle, {@code shuffle.fetch}, {@code merge.read} before sorted runs are opened, {@code
 * merge.write} before they are written as one.
 */
public final class FaultPlan implements FaultPoints {
  /** The largest file that is taken for a plan, in bytes. */
  private static final int LARGEST = 1 << 20;

  private static final int MOST_WARNINGS = 20;

  /** The run that a plan strikes. */
  interface Victim {
    /** The storage of the tasks. */
    FileStore files();

    /** Hears what a fault does that nobody could see otherwise. */
    RunLog log();

    /** All nodes, also lost ones. */
    List<Node> nodes();

    /** Loses a node. */
    void lose(Node node);

    /** Returns when the run is cancelled. */
    void awaitCancel() throws InterruptedException;
  }

  private record Passing(String point, Attempt attempt) {}

  private final String name;
  private final Map<Integer, PlannedFault> lines;
  private final Map<String, List<PlannedFault>> points;
  private final Victim run;
  private final ConcurrentHashMap<Passing, AtomicInteger> hits = new ConcurrentHashMap<>();

  private FaultPlan(String name, Map<Integer, PlannedFault> lines, Victim run) {
    this.name = name;
    this.lines = lines;
    this.points = lines.values().stream().collect(Collectors.groupingBy(PlannedFault::point));
    this.run = run;
  }

  /**
   * Reads a plan.
   *
   * @param text its lines
   * @param name of the file, for messages
   * @param run what it strikes
   * @throws IllegalArgumentException for a line that is not a fault; names it
   */
  static FaultPlan parse(String text, String name, Victim run) {
    Map<Integer, PlannedFault> lines = new TreeMap<>();
    Map<String, Integer> known = new HashMap<>();
    String[] all = text.split("\\R", -1);
    for (int i = 0; i < all.length; i++) {
      String line = withoutComment(all[i]);
      if (!line.isEmpty()) {
        PlannedFault fault = parseLine(line, name, i + 1);
        Integer first = known.putIfAbsent(fault.text(), i + 1);
        if (first != null) {
          throw new IllegalArgumentException(
              name + ", line " + (i + 1) + ": the same fault as in line " + first);
        }
        lines.put(i + 1, fault);
      }
    }
    return new FaultPlan(name, lines, run);
  }

  private static PlannedFault parseLine(String line, String name, int number) {
    try {
      return PlannedFault.parse(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  /** What stands in front of a {@code #} that is not quoted. */
  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      if (line.charAt(i) == '#' && !quoted) {
        return line.substring(0, i).strip();
      }
    }
    return line.strip();
  }

  /** As {@link #parse}, from a file. */
  static FaultPlan read(String path, Victim run) throws IOException {
    try (InputStream in = run.files().open(path, 0)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IllegalArgumentException(path + " is no plan of faults: it is larger than 1 MB");
      }
      return parse(new String(bytes, StandardCharsets.UTF_8), path, run);
    }
  }

  @Override
  public boolean watches(String point) {
    return points.containsKey(point);
  }

  @Override
  public void hit(String point, Attempt attempt, Node node, String scratch) throws IOException {
    if (!watches(point)) {
      return;
    }
    int times =
        hits.computeIfAbsent(new Passing(point, attempt), p -> new AtomicInteger())
            .incrementAndGet();
    String message = "injected fault at " + point + ", hit " + times;
    FaultAction.Scene scene = new FaultAction.Scene(message, node, scratch, run);
    for (PlannedFault fault : points.get(point)) {
      fault.pass(attempt, times, scene);
    }
  }

  /** The faults that have not struck, each in a line that says why, as far as that is known. */
  @Override
  public List<String> unused() {
    if (lines.isEmpty()) {
      return List.of(name + " names no fault");
    }
    List<String> unused = new ArrayList<>();
    lines.forEach(
        (line, fault) ->
            fault
                .whyNot()
                .ifPresent(
                    why ->
                        unused.add(
                            name
                                + ", line "
                                + line
                                + ": '"
                                + PlannedFault.quoted(fault.text())
                                + "' has not struck: "
                                + why)));
    if (unused.size() > MOST_WARNINGS) {
      String more = "and " + (unused.size() - MOST_WARNINGS) + " more faults that have not struck";
      unused.subList(MOST_WARNINGS, unused.size()).clear();
      unused.add(name + ": " + more);
    }
    return unused;
  }
}
