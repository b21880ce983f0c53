package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;

/**
 * A codec of objects that can be filled again: what makes Hadoop's object reuse possible. With the
 * setting {@value #REUSE} a reducer or combiner is handed the same object for every value, as in
 * Hadoop, where a list of the values that were read holds one object many times. Without it, and
 * with any other codec, each value is fresh. Keys are always fresh.
 *
 * @param <T> a mutable class
 */
public interface HolderCodec<T> extends Codec<T> {
  /** The setting: true or false, false unless set. */
  String REUSE = "tandem.reuse";

  /** An object to be filled. */
  T newHolder();

  /** Reads a value into an object, all of which it replaces. */
  void read(Input in, T holder);

  @Override
  default T read(Input in) {
    T holder = newHolder();
    read(in, holder);
    return holder;
  }
}
