package dev.tandem.harness;

import dev.tandem.contract.job.Names;
import dev.tandem.datasets.generate.DataSize;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much data the jobs get, and how often they run unless somebody says otherwise. Many JVMs with
 * few runs each: how JVMs differ is what an interval has to know.
 */
public enum Profile {
  /** For trying things out and for continuous integration: fixed costs dominate. */
  TINY(Amounts.each("1MB"), new Schedule(5, 2, 2)),
  /** Seconds. */
  SMALL(Amounts.each("100MB"), new Schedule(5, 1, 2)),
  /** The size of the published tables. */
  MEDIUM(
      new Amounts(
          DataSize.parse("256MB"),
          DataSize.rows(5_000_000),
          DataSize.rows(5_000_000),
          DataSize.rows(2_000_000),
          DataSize.rows(500_000),
          DataSize.parse("256MB")),
      new Schedule(5, 1, 2)),
  /** Larger than the heap. */
  LARGE(Amounts.each("3.2GB"), new Schedule(3, 1, 1));

  private final Amounts amounts;
  private final Schedule schedule;

  Profile(Amounts amounts, Schedule schedule) {
    this.amounts = amounts;
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

  /** How much there is of each kind of data. */
  Amounts amounts() {
    return amounts;
  }

  /** How large inputs are, each size once: where there is one, all inputs have it. */
  public List<DataSize> sizes() {
    return amounts.distinct();
  }

  /** The schedule that suits the size, in JVMs that have warmed up. */
  public Schedule schedule() {
    return schedule;
  }
}
