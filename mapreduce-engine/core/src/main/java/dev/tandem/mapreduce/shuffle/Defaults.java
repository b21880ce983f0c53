package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.engine.RunOptions;
import java.util.Locale;

/**
 * Whose defaults hold for switches that are not given: the engine's own, which follow from the
 * run's memory, or those of Hadoop's {@code mapred-default.xml}. The switch {@code defaults}
 * chooses.
 */
public enum Defaults {
  /** What is fast in one process. */
  TANDEM,
  /** What Hadoop does. */
  HADOOP;

  /**
   * The choice of a run.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Defaults of(RunOptions options) {
    String typed = options.conf("defaults", "tandem");
    for (Defaults defaults : values()) {
      if (defaults.name().toLowerCase(Locale.ROOT).equals(typed)) {
        return defaults;
      }
    }
    throw new IllegalArgumentException("defaults is '" + typed + "', it must be tandem or hadoop");
  }
}
