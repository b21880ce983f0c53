package dev.tandem.contract.job;

import java.io.Serializable;

/**
 * A place below the run's output for one write.
 *
 * @param name the folder's name; empty for the output itself
 */
public record OutputFolder(String name) implements Serializable {
  /** Rejects names that would leave the output. */
  public OutputFolder {
    if (!name.isEmpty() && (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))) {
      throw new IllegalArgumentException(
          "output folder '"
              + name
              + "': use letters, digits, '.', '_' and '-', at most 64, not a path");
    }
  }
}
