package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.Comparator;

/**
 * Ready-made {@link Order}s and the ways to combine them. All of them encode, but those made {@link
 * #by(Comparator) by a comparator}.
 */
public final class Orders {
  private Orders() {}

  /**
   * The natural order of values whose classes are seen only at run time: text by code point,
   * numbers by value, and so on (see {@link Codecs}). Values of different classes are ordered by
   * class. Prefer {@link #natural(Class)}, which is faster.
   */
  @SuppressWarnings("unchecked") // takes every object, refuses unordered ones by its own
  public static <T> Order<T> natural() {
    return (Order<T>) new CodecOrder<>(Codecs.orderedDynamic());
  }

  /**
   * The natural order of a class: text by code point, numbers by value, records by component, enums
   * by name.
   *
   * @throws IllegalArgumentException if the class has no natural order
   */
  public static <T> Order<T> natural(Class<T> type) {
    return of(Codecs.of(type));
  }

  /**
   * The order of a codec's bytes.
   *
   * @throws IllegalArgumentException if the codec is not {@link Codec#ordered ordered}
   */
  public static <T> Order<T> of(Codec<T> codec) {
    if (!codec.ordered()) {
      throw new IllegalArgumentException(
          codec.describe() + " has no natural order; give a Comparator with Orders.by(comparator)");
    }
    return new CodecOrder<>(codec);
  }

  /**
   * Orders values by something derived from them.
   *
   * @param key the derived value, never null
   * @param order its order
   */
  public static <T, K> Order<T> by(Fn<? super T, ? extends K> key, Order<? super K> order) {
    return new DerivedOrder<T, K>(key, order);
  }

  /** Orders by a comparator, which must be serialisable: the slow path, without an encoding. */
  public static <T> Order<T> by(Comparator<? super T> comparator) {
    return new ComparatorOrder<>(comparator);
  }

  /** {@code order} backwards. */
  public static <T> Order<T> reverse(Order<T> order) {
    return order instanceof ReverseOrder<T> reversed ? reversed.order() : new ReverseOrder<>(order);
  }

  /** {@code first}, with {@code next} deciding between values that are equal in it. */
  public static <T> Order<T> chain(Order<T> first, Order<? super T> next) {
    return new ChainOrder<>(first, next);
  }

  /** Text by code point. */
  public static Order<String> text() {
    return of(Codecs.TEXT);
  }

  /** Whole numbers of 64 bits. */
  public static Order<Long> longs() {
    return of(Codecs.LONG);
  }

  /** Whole numbers of 32 bits. */
  public static Order<Integer> ints() {
    return of(Codecs.INTEGER);
  }

  /** Floating point numbers as {@link Double#compare} orders them. */
  public static Order<Double> doubles() {
    return of(Codecs.DOUBLE);
  }

  /** Byte arrays, unsigned and lexicographically. */
  public static Order<byte[]> bytes() {
    return of(Codecs.BYTES);
  }
}
