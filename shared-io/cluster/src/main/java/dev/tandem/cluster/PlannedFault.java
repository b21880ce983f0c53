package dev.tandem.cluster;

import dev.tandem.contract.io.Attempt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fault of a {@link FaultPlan}, and how near it has come to striking: a fault that does nothing
 * would otherwise look like one that was survived. Thread-safe.
 */
final class PlannedFault {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\S+)\\s+(\"[^\"]*\"|[^\\s\"]+)\\s+(\\d{1,9}|\\*)\\s+(\\d{1,9}|\\*)\\s+(\\d{1,9}|\\*)\\s+(\\S+)");

  private static final int ANY = -1;

  /** What a message quotes of a line. */
  private static final int LONGEST_QUOTE = 200;

  private static final int LONGEST_UNITS = 3;

  /** How near a fault has come; in this order. */
  private enum Progress {
    NOTHING,
    AT_POINT,
    IN_UNIT,
    IN_TASK,
    IN_ATTEMPT,
    IN_VAIN,
    STRUCK
  }

  private final String text;
  private final String point;
  private final Pattern unit;
  private final int task;
  private final int attempt;
  private final int hit;
  private final FaultAction action;
  private final AtomicInteger progress = new AtomicInteger();
  private final AtomicInteger mostHits = new AtomicInteger();
  private final Set<String> otherUnits = new ConcurrentSkipListSet<>();

  private PlannedFault(Matcher fields, FaultAction action) {
    this.text = fields.group().replaceAll("\\s+", " ");
    this.point = fields.group(1);
    this.unit = glob(fields.group(2).replace("\"", ""));
    this.task = number(fields.group(3));
    this.attempt = number(fields.group(4));
    this.hit = number(fields.group(5));
    this.action = action;
  }

  /**
   * Reads a line.
   *
   * @param line without comment
   * @throws IllegalArgumentException if it is no fault that could ever strike; says why
   */
  static PlannedFault parse(String line) {
    Matcher fields = FORM.matcher(line);
    if (!fields.matches()) {
      throw new IllegalArgumentException(
          "'" + quoted(line) + "' is not a fault; write: point unit task attempt hit action");
    }
    if (fields.group(5).matches("0+")) {
      throw new IllegalArgumentException("'" + quoted(line) + "': hits are counted from 1");
    }
    Optional<FaultAction> action = FaultAction.of(fields.group(6));
    if (action.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no action '" + quoted(fields.group(6)) + "'; there are " + FaultAction.words());
    }
    return new PlannedFault(fields, action.get());
  }

  /** A line for a message, which holds no more than its beginning. */
  static String quoted(String line) {
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
  }

  private static int number(String field) {
    return field.equals("*") ? ANY : Integer.parseInt(field);
  }

  private static Pattern glob(String name) {
    List<String> pieces = new ArrayList<>();
    for (String piece : name.split("\\*+", -1)) {
      pieces.add(Pattern.quote(piece));
    }
    return Pattern.compile(String.join(".*", pieces), Pattern.DOTALL);
  }

  String point() {
    return point;
  }

  /** As it was written, with single spaces. */
  String text() {
    return text;
  }

  /**
   * Somebody passes the fault's point, which strikes if it is meant.
   *
   * @param who passes
   * @param times how often this attempt has passed now
   * @param scene what there is to strike
   */
  void pass(Attempt who, int times, FaultAction.Scene scene) throws IOException {
    Progress reached = reached(who, times);
    if (reached != Progress.STRUCK) {
      note(reached);
      return;
    }
    boolean done = true;
    try {
      done = action.strike(scene);
    } finally {
      note(done ? Progress.STRUCK : Progress.IN_VAIN);
    }
  }

  private Progress reached(Attempt who, int times) {
    if (!unit.matcher(who.unit()).matches()) {
      if (otherUnits.size() < LONGEST_UNITS) {
        otherUnits.add(who.unit());
      }
      return Progress.AT_POINT;
    } else if (task != ANY && task != who.task()) {
      return Progress.IN_UNIT;
    } else if (attempt != ANY && attempt != who.number()) {
      return Progress.IN_TASK;
    }
    mostHits.accumulateAndGet(times, Math::max);
    return hit == ANY || hit == times ? Progress.STRUCK : Progress.IN_ATTEMPT;
  }

  private void note(Progress reached) {
    progress.accumulateAndGet(reached.ordinal(), Math::max);
  }

  /** Why it has not struck so far; empty if it has. */
  Optional<String> whyNot() {
    return switch (Progress.values()[progress.get()]) {
      case NOTHING -> Optional.of("nothing has passed " + point);
      case AT_POINT ->
          Optional.of("no unit of this name has passed " + point + ", but " + quoted(otherUnits));
      case IN_UNIT -> Optional.of("no such task of the unit has passed " + point);
      case IN_TASK -> Optional.of("no such attempt of the task has passed " + point);
      case IN_ATTEMPT ->
          Optional.of("no such attempt has passed " + point + " more than " + times(mostHits));
      case IN_VAIN -> Optional.of(action.inVain());
      case STRUCK -> Optional.empty();
    };
  }

  private static String times(AtomicInteger hits) {
    return hits.get() == 1 ? "once" : hits + " times";
  }

  private static String quoted(Set<String> units) {
    return "'" + String.join("', '", units) + "'";
  }
}
