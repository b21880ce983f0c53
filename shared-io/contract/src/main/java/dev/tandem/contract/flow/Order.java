package dev.tandem.contract.flow;

import dev.tandem.contract.io.Output;
import java.io.Serializable;
import java.util.Comparator;

/**
 * An order that can be written as bytes. Comparing the encodings of two values as unsigned bytes
 * gives the same result as comparing the values, so that an engine sorts encoded records without
 * decoding them. Ready-made orders are in {@link Orders}.
 *
 * <p><b>Laws</b>: {@code memcmp(encode(a), encode(b))} has the sign of {@code compare(a, b)}; no
 * encoding is a proper prefix of another one (it is self-delimiting), so that encodings can be
 * written one behind the other. Where only a comparator is at hand, {@link Orders#by(Comparator)}
 * makes an order with {@link #encodes()} false: the slow path, which {@code explain} names.
 *
 * @param <T> the type that is ordered
 */
public interface Order<T> extends Comparator<T>, Serializable {

  /**
   * Appends bytes whose unsigned order is this order. Called only where {@link #encodes()} is true.
   *
   * @param value the value, not null
   * @param out where the bytes go
   */
  void encode(T value, Output out);

  /** Whether {@link #encode} works; false for a plain comparator. */
  default boolean encodes() {
    return true;
  }

  /**
   * The first eight bytes of the encoding as one number: see {@link
   * dev.tandem.contract.io.Codec#prefix}. Called only where {@link #encodes()} is true.
   *
   * @param scratch may be written over
   */
  default long prefix(T value, Output scratch) {
    scratch.truncate(0);
    encode(value, scratch);
    return scratch.prefix();
  }

  /** The same order, backwards. */
  @Override
  default Order<T> reversed() {
    return Orders.reverse(this);
  }

  /** This order, with {@code next} deciding between values that are equal in it. */
  default Order<T> then(Order<? super T> next) {
    return Orders.chain(this, next);
  }
}
