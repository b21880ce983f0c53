package dev.tandem.spark.same;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.api.Quadruple;
import dev.tandem.rdd.api.Triple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import scala.Product;

/**
 * What a program has made, and what it took, in a form that does not tell who ran it.
 *
 * @param answer the result, with the values of each group sorted
 * @param jobs how many ran
 * @param stages the number of tasks of each stage that ran, sorted
 */
record Seen(Object answer, int jobs, List<Integer> stages) {

  /** A result as text: pairs are {@code (a,b)}, optional values {@code some a} or {@code none}. */
  static String text(Object value) {
    List<Object> parts = parts(value);
    if (parts != null) {
      return "(" + String.join(",", parts.stream().map(Seen::text).toList()) + ")";
    }
    if (value instanceof java.util.Optional<?> optional) {
      return optional.isPresent() ? "some " + text(optional.get()) : "none";
    }
    if (value instanceof org.apache.spark.api.java.Optional<?> optional) {
      return optional.isPresent() ? "some " + text(optional.get()) : "none";
    }
    if (value instanceof Map<?, ?> map) {
      return bag(map.entrySet());
    }
    return value instanceof Iterable<?> all ? bag(all) : String.valueOf(value);
  }

  /** The parts of a tuple, or null. */
  private static List<Object> parts(Object value) {
    if (value instanceof Pair<?, ?> pair) {
      return List.of(pair.first(), pair.second());
    }
    if (value instanceof Triple<?, ?, ?> triple) {
      return List.of(triple.first(), triple.second(), triple.third());
    }
    if (value instanceof Quadruple<?, ?, ?, ?> four) {
      return List.of(four.first(), four.second(), four.third(), four.fourth());
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return List.of(entry.getKey(), entry.getValue());
    }
    if (value instanceof Product tuple && tuple.productPrefix().startsWith("Tuple")) {
      return IntStream.range(0, tuple.productArity()).mapToObj(tuple::productElement).toList();
    }
    return null;
  }

  private static String bag(Iterable<?> values) {
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.add(text(value)));
    Collections.sort(all);
    return all.toString();
  }

  /** The records of each partition as text, in their order or sorted. */
  static List<List<String>> partitions(List<? extends Collection<?>> partitions, boolean ordered) {
    List<List<String>> all = new ArrayList<>();
    for (Collection<?> records : partitions) {
      List<String> texts = new ArrayList<>(records.stream().map(Seen::text).toList());
      if (!ordered) {
        Collections.sort(texts);
      }
      all.add(texts);
    }
    return all;
  }
}
