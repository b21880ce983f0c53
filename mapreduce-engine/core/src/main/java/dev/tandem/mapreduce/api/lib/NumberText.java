package dev.tandem.mapreduce.api.lib;

import java.util.Arrays;

/**
 * The number that a text begins with: perhaps a minus, digits, perhaps a point and digits; 0 if it
 * begins with none. Of any length, compared digit by digit.
 *
 * @param text holds its digits
 * @param negative whether it is below 0
 * @param whole where its first digit that is not 0 is
 * @param point the place behind its last digit before the point
 * @param fraction where its first digit behind the point is
 * @param end the place behind its last digit that is not 0 behind the point
 */
record NumberText(byte[] text, boolean negative, int whole, int point, int fraction, int end)
    implements Comparable<NumberText> {
  static NumberText of(byte[] text, int from, int to) {
    boolean minus = from < to && text[from] == '-';
    int whole = minus ? from + 1 : from;
    while (whole < to && text[whole] == '0') {
      whole++;
    }
    int point = behindDigits(text, whole, to);
    int fraction = point < to && text[point] == '.' ? point + 1 : point;
    int end = fraction == point ? point : behindDigits(text, fraction, to);
    while (end > fraction && text[end - 1] == '0') {
      end--;
    }
    boolean zero = whole == point && fraction == end;
    return new NumberText(text, minus && !zero, whole, point, fraction, end);
  }

  private static int behindDigits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  @Override
  public int compareTo(NumberText other) {
    if (negative != other.negative) {
      return negative ? -1 : 1;
    }
    return negative ? other.compareAmount(this) : compareAmount(other);
  }

  private int compareAmount(NumberText other) {
    int c = Integer.compare(point - whole, other.point - other.whole);
    if (c == 0) {
      c = Arrays.compare(text, whole, point, other.text, other.whole, other.point);
    }
    if (c == 0) {
      c = Arrays.compare(text, fraction, end, other.text, other.fraction, other.end);
    }
    return c;
  }
}
