package dev.tandem.spark.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.Closure;
import java.io.Serializable;
import java.util.List;

/**
 * A grouping as tasks need it.
 *
 * @param id of the operation
 * @param name of the operation
 * @param keys the codec of the keys
 * @param values the codecs of the values of each input
 * @param accumulators the codec of what travels where a combiner runs; else null
 * @param grouping placement and orders
 * @param combiner runs before the shuffle; null without one
 * @param combineId the operation whose aggregator the combiner is
 * @param combineName its name
 * @param partitions how many there are
 */
public record GroupSpec(
    int id,
    String name,
    Codec<Object> keys,
    List<Codec<Object>> values,
    Codec<Object> accumulators,
    Closure<Grouping<?, ?>> grouping,
    Closure<Aggregator<Object, Object, Object>> combiner,
    int combineId,
    String combineName,
    int partitions)
    implements Serializable {

  /** Whether values are folded before they travel. */
  boolean combines() {
    return combiner != null;
  }

  /** What travels from an input. */
  Codec<Object> travelling(int input) {
    return combines() ? accumulators : values.get(input);
  }

  /** The key that an identity stands for. */
  Object key(Object identity) {
    return identity instanceof EncodedKey encoded
        ? keys.read(new Input(encoded.bytes()))
        : identity;
  }
}
