package dev.tandem.cluster;

import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * {@code *} is any, also inside the unit's name. {@link FaultAction} says what can happen.
 *
 * <p>Points of the cluster: {@code task.start, task.commit, writer.close, job.commit.step} (on the
 * driver: unit {@code commit}, task 0, attempt 0, one hit for each step). Engines add their own,
 * with the same name where they mean the same: {@code map.record} before a record goes into the
 * steps of a task that reads, {@code reduce.record} before a group goes into the steps behind a
 * shuffle, {@code shuffle.fetch}, {@code merge.read} before sorted runs are opened, {@code
 * merge.write} before they are written as one.
 */
public final class FaultPlan implements FaultPoints {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+)\\s+(\"[^\"]*\"|\\S+)\\s+(\\d{1,9}|\\*)\\s+(\\d{1,9}|\\*)\\s+(\\d{1,9}|\\*)\\s+(\\S+)");

  private static final int ANY = -1;

  private record Fault(
      String point, Pattern unit, int task, int attempt, int hit, FaultAction action) {
    boolean at(String place, Attempt who, int times) {
      return point.equals(place)
          && (task == ANY || task == who.task())
          && (attempt == ANY || attempt == who.number())
          && (hit == ANY || hit == times)
          && unit.matcher(who.unit()).matches();
    }
  }

  private record Passing(String point, Attempt attempt) {}

  private final List<Fault> faults;
  private final FileStore files;
  private final Consumer<Node> lose;
  private final ConcurrentHashMap<Passing, AtomicInteger> hits = new ConcurrentHashMap<>();

  private FaultPlan(List<Fault> faults, FileStore files, Consumer<Node> lose) {
    this.faults = faults;
    this.files = files;
    this.lose = lose;
  }

  /**
   * Reads a plan.
   *
   * @param text its lines
   * @param name of the file, for messages
   * @param files the storage of the tasks
   * @param lose loses a node
   * @throws IllegalArgumentException for a line that is not a fault; names it
   */
  static FaultPlan parse(String text, String name, FileStore files, Consumer<Node> lose) {
    List<Fault> faults = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        faults.add(fault(line, name + ", line " + (i + 1)));
      }
    }
    return new FaultPlan(faults, files, lose);
  }

  /** As {@link #parse}, from a file. */
  static FaultPlan read(FileStore files, String path, Consumer<Node> lose) throws IOException {
    try (InputStream in = files.open(path, 0)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), path, files, lose);
    }
  }

  private static Fault fault(String line, String where) {
    Matcher fields = LINE.matcher(line);
    if (!fields.matches()) {
      throw new IllegalArgumentException(
          where + ": '" + line + "' is not a fault; write: point unit task attempt hit action");
    }
    return new Fault(
        fields.group(1),
        glob(fields.group(2)),
        number(fields.group(3)),
        number(fields.group(4)),
        number(fields.group(5)),
        action(fields.group(6), where));
  }

  private static int number(String field) {
    return field.equals("*") ? ANY : Integer.parseInt(field);
  }

  private static Pattern glob(String field) {
    String bare = field.replace("\"", "");
    List<String> pieces = new ArrayList<>();
    for (String piece : bare.split("\\*", -1)) {
      pieces.add(Pattern.quote(piece));
    }
    return Pattern.compile(String.join(".*", pieces));
  }

  private static FaultAction action(String word, String where) {
    return FaultAction.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    where
                        + ": there is no action '"
                        + word
                        + "'; there are "
                        + FaultAction.words()));
  }

  @Override
  public boolean watches(String point) {
    return faults.stream().anyMatch(fault -> fault.point().equals(point));
  }

  @Override
  public void hit(String point, Attempt attempt, Node node, String scratch) throws IOException {
    if (!watches(point)) {
      return;
    }
    int times =
        hits.computeIfAbsent(new Passing(point, attempt), p -> new AtomicInteger())
            .incrementAndGet();
    for (Fault fault : faults) {
      if (fault.at(point, attempt, times)) {
        String message = "injected fault at " + point + ", hit " + times;
        fault.action().strike(new FaultAction.Scene(message, node, scratch, files, lose));
      }
    }
  }
}
