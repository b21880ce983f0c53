package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One hash table of running totals. */
final class AggregateBaseline implements Baseline {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    int[] key = TableRows.columns(params.get("key"));
    int[] value = TableRows.columns(params.getOrDefault("value", ""));
    boolean header = params.getOrDefault("header", "false").equals("true");
    Map<Object, Totals> groups = new HashMap<>();
    new TableRows(params.getOrDefault("format", "csv"), header)
        .each(
            inputs,
            row -> {
              BigDecimal number = value.length == 0 ? BigDecimal.ZERO : number(row.get(value[0]));
              if (number != null) {
                groups.computeIfAbsent(TableRows.key(row, key), first -> new Totals()).add(number);
              }
            });
    try (AnswerFile answer = new AnswerFile(output)) {
      for (Map.Entry<Object, Totals> group : groups.entrySet()) {
        Totals totals = group.getValue();
        String line = value.length == 0 ? Long.toString(totals.count) : totals.print();
        answer.line(TableRows.print(group.getKey()), line);
      }
    }
  }

  /** The number in a cell, or null. */
  private static BigDecimal number(String cell) {
    String text = cell.trim();
    return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  private static final class Totals {
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal least;
    private BigDecimal greatest;

    void add(BigDecimal number) {
      least = count == 0 || number.compareTo(least) < 0 ? number : least;
      greatest = count == 0 || number.compareTo(greatest) > 0 ? number : greatest;
      sum = sum.add(number);
      count++;
    }

    String print() {
      return count
          + "\t"
          + plain(sum)
          + "\t"
          + plain(least)
          + "\t"
          + plain(greatest)
          + "\t"
          + mean();
    }

    private static String plain(BigDecimal number) {
      String text = number.toPlainString();
      if (text.indexOf('.') >= 0) {
        text = text.replaceFirst("\\.?0+$", "");
      }
      return number.signum() == 0 ? "0" : text;
    }

    /**
     * The double nearest to the exact mean, the even one of two: the guess is a neighbour at most,
     * and neighbours are tried exactly.
     */
    private double mean() {
      double guess = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
      double best = guess;
      for (double other : new double[] {Math.nextDown(guess), Math.nextUp(guess)}) {
        int nearer = error(other).compareTo(error(best));
        boolean even = (Double.doubleToLongBits(other) & 1) == 0;
        if (nearer < 0 || nearer == 0 && even) {
          best = other;
        }
      }
      return best;
    }

    private BigDecimal error(double mean) {
      if (Double.isInfinite(mean)) { // rounds as if it were the number behind the largest one
        return error(Math.copySign(0x1p1023, mean), 2);
      }
      return error(mean, 1);
    }

    private BigDecimal error(double mean, int times) {
      BigDecimal product = new BigDecimal(mean).multiply(BigDecimal.valueOf(times * count));
      return product.subtract(sum).abs();
    }
  }
}
