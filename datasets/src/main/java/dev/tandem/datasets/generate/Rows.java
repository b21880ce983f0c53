package dev.tandem.datasets.generate;

import java.util.Arrays;

/** What the datasets of whole rows share. */
final class Rows {
  private Rows() {}

  /** Refuses a size that is less than the first row. */
  static void requireRow(String dataset, ByteLine last, ByteLine first, int size) {
    if (last.length() == 0) {
      throw new IllegalArgumentException(
          "dataset "
              + dataset
              + ": "
              + size
              + " bytes hold no row, the first one takes "
              + first.length()
              + "; ask for at least that, or for rows");
    }
  }

  /** Puts zeros in front of the whole number that ends the row. */
  static void padLastInteger(ByteLine row, int zeros) {
    int digits = row.length() - 1;
    while (row.get(digits - 1) >= '0' && row.get(digits - 1) <= '9') {
      digits--;
    }
    byte[] number = Arrays.copyOfRange(row.array(), digits, row.length());
    row.truncate(digits);
    row.fill('0', zeros);
    row.append(number);
  }
}
