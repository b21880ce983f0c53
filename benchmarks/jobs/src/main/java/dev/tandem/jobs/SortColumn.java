package dev.tandem.jobs;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.job.Param;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column that rows are ordered by.
 *
 * @param column from 0
 * @param numeric whether its cells are numbers, else text in code point order
 * @param descending the greatest first
 */
record SortColumn(int column, boolean numeric, boolean descending) implements Serializable {

  /** The parameter that names such columns: {@code 3:num:desc,0:str:asc}. */
  static Param<List<SortColumn>> param(String name, String meaning) {
    return new Param<>(
        name,
        "list of columns, each with num or str and asc or desc, like 3:num:desc,0:str:asc",
        null,
        meaning,
        List.of(),
        text -> Stream.of(text.split(",", -1)).map(SortColumn::parse).toList());
  }

  private static SortColumn parse(String text) {
    String[] parts = text.trim().split(":", -1);
    boolean known =
        parts.length == 3
            && parts[0].matches("[0-9]{1,9}")
            && parts[1].matches("num|str")
            && parts[2].matches("asc|desc");
    if (!known) {
      throw new IllegalArgumentException(text);
    }
    return new SortColumn(
        Integer.parseInt(parts[0]), parts[1].equals("num"), parts[2].equals("desc"));
  }

  /** The order of the column's cells. */
  Order<String> order() {
    if (numeric) {
      boolean down = descending;
      return Orders.by(cell -> Rank.of(cell, down), Orders.natural(Rank.class));
    }
    return descending ? Orders.reverse(Orders.text()) : Orders.text();
  }

  /**
   * Where a cell stands among numbers: those that are none come last, whatever the direction.
   *
   * @param last whether the cell is no plain decimal number
   * @param number the number, negated where the greatest comes first; of equal numbers, whatever
   *     their digits, the same
   */
  record Rank(boolean last, BigDecimal number) {
    static Rank of(String cell, boolean descending) {
      BigDecimal number = Decimals.parse(cell);
      if (number == null) {
        return new Rank(true, BigDecimal.ZERO);
      }
      BigDecimal shortest = number.stripTrailingZeros();
      return new Rank(false, descending ? shortest.negate() : shortest);
    }
  }
}
