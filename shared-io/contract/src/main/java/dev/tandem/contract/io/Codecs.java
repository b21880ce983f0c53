package dev.tandem.contract.io;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The codecs that need no declaring: strings, boxed primitives, BigInteger, BigDecimal, UUID, the
 * common classes of java.time, arrays, enums, Java records, {@link Pair}, List, Set, Map, Optional,
 * and values of any of these classes mixed.
 *
 * <p>Where a type has an order its codec is {@link Codec#ordered ordered}: text by code point,
 * numbers by value, enums by the name of the constant, byte arrays as unsigned bytes, lists and
 * object arrays lexicographically, records and pairs by component, absent parts first. {@code 2.0}
 * and {@code 2.00} are different BigDecimals, as in {@code equals}; the one with the smaller scale
 * comes first. Sets and maps are values only, never keys.
 *
 * <p>Codecs are serialisable and may be captured by functions.
 */
public final class Codecs {
  /**
   * Values that hold themselves (lists in lists, a record in a record of its type) may do so this
   * often.
   */
  public static final int MAX_DEPTH = 200;

  /** Text, in code point order. */
  public static final Codec<String> TEXT = TextCodec.INSTANCE;

  /** Whole numbers of 64 bits. */
  public static final Codec<Long> LONG = PrimitiveCodecs.Longs.INSTANCE;

  /** Whole numbers of 32 bits. */
  public static final Codec<Integer> INTEGER = PrimitiveCodecs.Integers.INSTANCE;

  /** Floating point numbers in the order of {@link Double#compare}. */
  public static final Codec<Double> DOUBLE = PrimitiveCodecs.Doubles.INSTANCE;

  /** False, then true. */
  public static final Codec<Boolean> BOOLEAN = PrimitiveCodecs.Booleans.INSTANCE;

  /** Byte arrays in unsigned lexicographic order. */
  public static final Codec<byte[]> BYTES = BytesCodec.INSTANCE;

  /** Nothing: zero bytes. */
  public static final Codec<Unit> UNIT = ValueCodecs.Units.INSTANCE;

  private Codecs() {}

  /**
   * The codec for values declared as {@code type}. What the class leaves open (the elements of a
   * raw {@code List}, an interface, {@code Object}) is written with its runtime class, as by {@link
   * #dynamic}.
   *
   * @throws IllegalArgumentException if there is none, naming the class and the remedy
   */
  @SuppressWarnings("unchecked") // looked up by the class
  public static <T> Codec<T> of(Class<T> type) {
    return (Codec<T>) resolved(DynamicCodec.ANY.codecOf(type));
  }

  /**
   * The codec for values of a generic type, such as {@code Pair<String, List<Long>>}.
   *
   * @throws IllegalArgumentException if there is none, naming the class and the remedy
   */
  public static Codec<?> of(Type type) {
    return resolved(new TypeCodecs(DynamicCodec.ANY).of(type));
  }

  /** Looks into all parts, so that a missing codec is found here and not at the first record. */
  private static <T> Codec<T> resolved(Codec<T> codec) {
    codec.canonical();
    return codec;
  }

  /**
   * The codec for values of any class that has one: each is written with the tag of its runtime
   * class, records and enums with their name. Slower and longer than a codec that knows its type.
   * Writing throws IllegalArgumentException for a class without a codec.
   */
  public static Codec<Object> dynamic() {
    return DynamicCodec.ANY;
  }

  /**
   * As {@link #dynamic}, for keys: a value that holds a map or a set is refused with an
   * IllegalArgumentException.
   */
  public static Codec<Object> keyDynamic() {
    return DynamicCodec.KEY;
  }

  /**
   * As {@link #dynamic}, for values that have an order; those of different classes are ordered by
   * class.
   */
  public static Codec<Object> orderedDynamic() {
    return DynamicCodec.ORDERED;
  }

  /** Pairs of the given sides; either may be null. */
  public static <A, B> PairCodec<A, B> pair(Codec<A> first, Codec<B> second) {
    return new PairCodec<>(first, second);
  }

  /** Lists of the given elements, which may be null. */
  public static <T> Codec<List<T>> list(Codec<T> element) {
    return new CollectionCodecs.Lists<>(element);
  }

  /** Sets of the given elements; iteration order is kept. */
  public static <T> Codec<Set<T>> set(Codec<T> element) {
    return new CollectionCodecs.Sets<>(element);
  }

  /** Maps; iteration order is kept. */
  public static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
    return new CollectionCodecs.Maps<>(key, value);
  }

  /** Optional values. */
  public static <T> Codec<Optional<T>> optional(Codec<T> element) {
    return new CollectionCodecs.Optionals<>(element);
  }

  /**
   * Checks that values of {@code codec} can be keys.
   *
   * @param step the step that makes them keys, for the message
   * @return {@code codec}, or where it holds dynamic parts one that refuses what cannot be a key at
   *     the first such value
   * @throws IllegalArgumentException if they cannot, naming the step and the part that is to blame
   */
  public static <T> Codec<T> checkKey(Codec<T> codec, String step) {
    if (!codec.canonical()) {
      throw new IllegalArgumentException("step \"" + step + "\": " + whyNoKey(codec));
    }
    return DynamicCodec.KEY.replaceIn(codec);
  }

  static String whyNoKey(Codec<?> codec) {
    String culprit = Property.CANONICAL.missing(codec).orElse(codec).describe();
    String where = culprit.equals(codec.describe()) ? culprit : culprit + " in " + codec.describe();
    return where
        + " cannot be a key, since equal values may have different bytes; use a record or a sorted list";
  }

  /**
   * What to put into a hash table for the key {@code value}: the value itself where its {@code
   * equals} agrees with its bytes, else an {@link EncodedKey}. Two identities are equal exactly
   * when the keys are one.
   */
  public static <T> Object identity(Codec<T> codec, T value) {
    boolean itself =
        codec.agreesWithEquals()
            || codec instanceof DynamicCodec dynamic && dynamic.agreesFor(value);
    return itself ? value : EncodedKey.of(codec, value);
  }

  /**
   * Compares two values as their encodings by {@code codec} compare (memcmp), without encoding them
   * where that is possible.
   */
  public static <T> int compare(Codec<T> codec, T a, T b) {
    return codec instanceof OrderedCodec<T> ordered
        ? ordered.compare(a, b)
        : Scratch.compare(codec, a, b);
  }

  /**
   * The result type of a serialisable lambda, method reference or object that implements a
   * functional interface, as far as its class remembers it: the class and not its type arguments.
   *
   * @return {@code Object.class} where nothing can be found out; this never throws
   */
  public static Class<?> returnTypeOf(Serializable function) {
    return ReturnTypes.of(function);
  }
}
