package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Pair;

/** Records as lines of text, as Spark writes them: a pair is {@code (key,value)}. */
final class TextForms {
  private TextForms() {}

  static String of(Object record) {
    return record instanceof Pair<?, ?> pair
        ? "(" + of(pair.first()) + "," + of(pair.second()) + ")"
        : String.valueOf(record);
  }
}
