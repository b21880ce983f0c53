package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import java.math.BigDecimal;

/**
 * What is known of the numbers of a group, exactly.
 *
 * @param count how many numbers; the other components are 0 if there are none
 * @param sum their sum
 * @param least the smallest one
 * @param greatest the largest one
 */
record Totals(long count, BigDecimal sum, BigDecimal least, BigDecimal greatest) {
  private static final Totals NONE =
      new Totals(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private Totals plus(Totals other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    return new Totals(
        count + other.count,
        sum.add(other.sum),
        least.min(other.least),
        greatest.max(other.greatest));
  }

  /** The cells of an output line: count, sum, least, greatest, mean. */
  String print() {
    return String.join(
        "\t",
        Long.toString(count),
        Decimals.print(sum),
        Decimals.print(least),
        Decimals.print(greatest),
        Double.toString(Decimals.divide(sum, count)));
  }

  /** Adds numbers up. */
  record OfNumbers() implements Aggregator<BigDecimal, Totals, Totals> {
    @Override
    public Totals create() {
      return NONE;
    }

    @Override
    public Totals add(Totals totals, BigDecimal number) {
      return totals.plus(new Totals(1, number, number, number));
    }

    @Override
    public Totals merge(Totals into, Totals from) {
      return into.plus(from);
    }

    @Override
    public Totals finish(Totals totals) {
      return totals;
    }
  }
}
