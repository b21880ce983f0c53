package dev.tandem.harness;

import dev.tandem.contract.job.Names;
import dev.tandem.datasets.generate.DataSize;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much data the jobs get, and how often they run unless somebody says otherwise. */
public enum Profile {
  /** For trying things out and for continuous integration: fixed costs dominate. */
  TINY("1MB", new Schedule(2, 3, 3)),
  /** Seconds. */
  SMALL("100MB", new Schedule(2, 2, 3)),
  /** The size of the published tables. */
  MEDIUM("256MB", new Schedule(2, 1, 3)),
  /** Larger than the heap. */
  LARGE("3.2GB", new Schedule(2, 1, 2));

  private final DataSize size;
  private final Schedule schedule;

  Profile(String size, Schedule schedule) {
    this.size = DataSize.parse(size);
    this.schedule = schedule;
  }

  /**
   * The profile of this name, in lower case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Profile of(String label) {
    List<String> labels = Arrays.stream(values()).map(Profile::label).toList();
    if (!labels.contains(label)) {
      throw new IllegalArgumentException(
          "there is no profile '" + label + "'" + Names.didYouMean(label, labels));
    }
    return values()[labels.indexOf(label)];
  }

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The size of each input. */
  public DataSize size() {
    return size;
  }

  /** The schedule that suits the size. */
  public Schedule schedule() {
    return schedule;
  }
}
