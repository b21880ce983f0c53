package dev.tandem.contract.flow;

/**
 * The type with a single value, where a type is asked for and there is nothing to say. It takes no
 * bytes.
 */
public enum Unit {
  /** The value. */
  UNIT
}
