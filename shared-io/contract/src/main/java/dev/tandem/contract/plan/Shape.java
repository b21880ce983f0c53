package dev.tandem.contract.plan;

import dev.tandem.contract.io.Codec;
import java.io.Serializable;

/**
 * What the records of an operation look like.
 *
 * @param key the codec of the keys; null for a plain bag
 * @param value the codec of the records, or of the values of a keyed bag
 */
public record Shape(Codec<?> key, Codec<?> value) implements Serializable {
  /** Whether records have a key. */
  public boolean keyed() {
    return key != null;
  }

  /** For plans: {@code String} or {@code String -> Long}. */
  public String describe() {
    return keyed() ? key.describe() + " -> " + value.describe() : value.describe();
  }
}
