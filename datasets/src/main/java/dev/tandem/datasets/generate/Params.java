package dev.tandem.datasets.generate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of one generation: what the user gave, defaults for the rest. Immutable. */
public final class Params {
  private final String dataset;
  private final TreeMap<String, String> values = new TreeMap<>();

  private Params(String dataset) {
    this.dataset = dataset;
  }

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if a given name is not declared; names the nearest one
   */
  public static Params of(String dataset, List<Parameter> declared, Map<String, String> given) {
    Params params = new Params(dataset);
    for (Parameter parameter : declared) {
      params.values.put(parameter.name(), parameter.defaultValue());
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      if (params.values.replace(entry.getKey(), entry.getValue().strip()) == null) {
        throw new IllegalArgumentException(
            "dataset "
                + dataset
                + " has no parameter '"
                + entry.getKey()
                + "'"
                + Nearest.hint(entry.getKey(), params.values.keySet()));
      }
    }
    return params;
  }

  /** All settings, sorted by name; unmodifiable. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** A whole number of {@code min..max}, both included. */
  public long integer(String name, long min, long max) {
    String text = text(name);
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, "a whole number from " + min + " to " + max, e);
    }
    throw invalid(name, "a whole number from " + min + " to " + max, null);
  }

  /** A decimal number of {@code min..max}, both included. */
  public double decimal(String name, double min, double max) {
    String text = text(name);
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, "a number from " + min + " to " + max, e);
    }
    throw invalid(name, "a number from " + min + " to " + max, null);
  }

  /** One of the given words. */
  public String choice(String name, String... choices) {
    String text = text(name);
    if (List.of(choices).contains(text)) {
      return text;
    }
    throw invalid(name, "one of " + String.join(", ", choices), null);
  }

  private String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("dataset " + dataset + " does not declare '" + name + "'");
    }
    return value;
  }

  private IllegalArgumentException invalid(String name, String wanted, Throwable cause) {
    return new IllegalArgumentException(
        "dataset "
            + dataset
            + ": parameter "
            + name
            + " must be "
            + wanted
            + ", not '"
            + text(name)
            + "'",
        cause);
  }
}
