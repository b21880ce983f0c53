package dev.tandem.contract.engine;

import java.util.List;

/**
 * What an engine does with a plan: a list of units (rounds or stages), each with its steps and the
 * places where data is materialised or shuffled, and why. Both engines explain in this form, so
 * that two explanations can be printed side by side.
 *
 * @param engine the name of the engine
 * @param units in the order in which they run
 */
public record Explanation(String engine, List<Unit> units) {
  /** Copies the list. */
  public Explanation {
    units = List.copyOf(units);
  }

  /**
   * A round or a stage.
   *
   * @param kind {@code round} or {@code stage}
   * @param number from 1
   * @param name after the operation that ends it
   * @param lines what it does, one step a line, in order
   */
  public record Unit(String kind, int number, String name, List<Line> lines) {
    /** Copies the list. */
    public Unit {
      lines = List.copyOf(lines);
    }
  }

  /** What kind of thing a line says. */
  public enum Kind {
    /** Reads from a source. */
    READ,
    /** Reads what an earlier unit left: files between rounds, or a partition kept in memory. */
    REREAD,
    /** Computes, record by record. */
    STEP,
    /** Moves data between tasks. */
    SHUFFLE,
    /** Keeps data: in files for a later round, or in memory. */
    KEEP,
    /** Writes the result. */
    WRITE,
    /** A line of the lineage in the words of the system that runs it; does nothing. */
    LINEAGE
  }

  /**
   * One step of a unit.
   *
   * @param kind what kind of step
   * @param text what happens, naming the user's operations
   * @param why the reason, for shuffles and kept data; empty where it is obvious
   */
  public record Line(Kind kind, String text, String why) {}
}
