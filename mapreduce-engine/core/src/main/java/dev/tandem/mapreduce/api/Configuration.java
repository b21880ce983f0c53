package dev.tandem.mapreduce.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named settings of a job: Hadoop's {@code Configuration} without its files, defaults, final values
 * and variables: {@code ${name}} stays as it is. Names that begin with {@code mapreduce.} are
 * checked when the job is submitted ({@link HadoopProperties}); those of the engine's switches
 * ({@code history}, {@code fetch}, {@code faults} ...) are switches here too; all others are the
 * job's own. Not thread-safe.
 */
public final class Configuration {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Without settings. */
  public Configuration() {}

  /** A copy. */
  public Configuration(Configuration other) {
    values.putAll(other.values);
  }

  /** Sets a value. */
  public void set(String name, String value) {
    if (value == null) {
      throw new IllegalArgumentException("the value of " + name + " is null");
    }
    values.put(name, value);
  }

  /** Forgets a value. */
  public void unset(String name) {
    values.remove(name);
  }

  /** A value, or null. */
  public String get(String name) {
    return values.get(name);
  }

  /** A value, or {@code otherwise}. */
  public String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** Sets a whole number. */
  public void setInt(String name, int value) {
    set(name, Integer.toString(value));
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if the value is none; names it
   */
  public int getInt(String name, int otherwise) {
    long value = getLong(name, otherwise);
    if (value != (int) value) {
      throw refused(name, values.get(name), Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** Sets a whole number. */
  public void setLong(String name, long value) {
    set(name, Long.toString(value));
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if the value is none; names it
   */
  public long getLong(String name, long otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw refused(name, value, "a whole number");
    }
  }

  /** Sets a number. */
  public void setDouble(String name, double value) {
    set(name, Double.toString(value));
  }

  /**
   * A number.
   *
   * @throws IllegalArgumentException if the value is none; names it
   */
  public double getDouble(String name, double otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw refused(name, value, "a number");
    }
  }

  /** Sets a flag. */
  public void setBoolean(String name, boolean value) {
    set(name, Boolean.toString(value));
  }

  /**
   * A flag.
   *
   * @throws IllegalArgumentException if the value is neither true nor false
   */
  public boolean getBoolean(String name, boolean otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    return switch (value.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(name, value, "true or false");
    };
  }

  /** Sets several values, as they stand between commas. */
  public void setStrings(String name, String... several) {
    set(name, String.join(",", several));
  }

  /** The values between commas; {@code otherwise} if there are none. */
  public String[] getStrings(String name, String... otherwise) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? otherwise : value.split(",", -1);
  }

  private static IllegalArgumentException refused(String name, String value, String rule) {
    return new IllegalArgumentException(name + " is '" + value + "', it must be " + rule);
  }

  /** All values by name; unmodifiable. */
  public Map<String, String> toMap() {
    return Collections.unmodifiableMap(new TreeMap<>(values));
  }
}
