package dev.tandem.hadoop.peer;

import java.util.Map;

/**
 * A job's parameters as typed.
 *
 * @param params by name; what is missing has the default that the asker knows
 */
record Typed(Map<String, String> params) {
  String text(String name, String otherwise) {
    return params.getOrDefault(name, otherwise);
  }

  boolean is(String name, String only) {
    return text(name, only).equals(only);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  double decimal(String name, double otherwise) {
    return Double.parseDouble(text(name, Double.toString(otherwise)));
  }
}
