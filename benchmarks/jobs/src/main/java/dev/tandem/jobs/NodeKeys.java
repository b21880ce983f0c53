package dev.tandem.jobs;

/**
 * Nodes of a graph as texts whose code point order is that of the nodes: whole numbers by value,
 * then names by their bytes. Different spellings of a number are different nodes, the shortest one
 * first.
 *
 * <p>A number is its class, the count of its digits in two characters, and its digits; all three
 * are mirrored for a negative one. Another spelling than the shortest follows behind a NUL.
 */
final class NodeKeys {
  private static final char NEGATIVE = '0';
  private static final char NUMBER = '1';
  private static final char NAME = '2';

  /** Where the digits begin. */
  private static final int HEAD = 3;

  private static final int BITS = 14;
  private static final int MASK = (1 << BITS) - 1;

  private NodeKeys() {}

  /** The key of a node. */
  static String encode(String node) {
    int sign = !node.isEmpty() && (node.charAt(0) == '-' || node.charAt(0) == '+') ? 1 : 0;
    if (!isDigits(node, sign)) {
      return NAME + node;
    }
    int first = sign;
    while (first < node.length() - 1 && node.charAt(first) == '0') {
      first++;
    }
    boolean negative = node.charAt(0) == '-' && node.charAt(first) != '0';
    StringBuilder key = new StringBuilder(HEAD + node.length());
    int digits = node.length() - first;
    key.append(negative ? NEGATIVE : NUMBER);
    key.append(mirrored(digits >>> BITS, MASK, negative));
    key.append(mirrored(digits & MASK, MASK, negative));
    for (int i = first; i < node.length(); i++) {
      key.append(mirrored(node.charAt(i), '0' + '9', negative));
    }
    if (first > (negative ? 1 : 0)) {
      key.append('\0').append(node);
    }
    return key.toString();
  }

  private static boolean isDigits(String node, int from) {
    for (int i = from; i < node.length(); i++) {
      if (node.charAt(i) < '0' || node.charAt(i) > '9') {
        return false;
      }
    }
    return from < node.length();
  }

  private static char mirrored(int number, int sum, boolean mirror) {
    return (char) (mirror ? sum - number : number);
  }

  /** The node of a key. */
  static String decode(String key) {
    if (key.charAt(0) == NAME) {
      return key.substring(1);
    }
    int spelling = key.indexOf('\0', HEAD);
    if (spelling >= 0) {
      return key.substring(spelling + 1);
    }
    if (key.charAt(0) == NUMBER) {
      return key.substring(HEAD);
    }
    StringBuilder node = new StringBuilder("-");
    for (int i = HEAD; i < key.length(); i++) {
      node.append(mirrored(key.charAt(i), '0' + '9', true));
    }
    return node.toString();
  }
}
