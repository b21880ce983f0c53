package dev.tandem.testkit;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Values of the types that work without declaring anything. */
final class Samples {
  /** An enum whose constants are not declared in the order of their names. */
  enum Suit {
    SPADES,
    HEARTS,
    CLUBS {
      @Override
      public String toString() {
        return "a constant with a body";
      }
    }
  }

  /** A record of scalars. */
  record Point(int x, long y, String name) {}

  /** A record with an array, whose own equals is not equality of content. */
  record Blob(byte[] bytes, Point at) {}

  /** A record that is a value only. */
  record Holder(Map<String, Integer> map) {}

  /**
   * A type of keys.
   *
   * @param name for the report
   * @param codec of the keys
   * @param keys all different
   */
  record KeyType<T>(String name, Codec<T> codec, List<T> keys) {
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static <T> KeyType<T> of(Class<T> type, T... keys) {
      return new KeyType<>(type.getSimpleName(), Codecs.of(type), List.of(keys));
    }
  }

  private Samples() {}

  /** Texts that are often mistaken for each other, or lost, on the way through bytes. */
  static List<String> texts() {
    return List.of(
        "",
        " ",
        "a",
        "A",
        "b",
        "ab",
        "a\u0000b",
        "\u0000",
        "\u00e4",
        "a\u0308",
        "\u00df",
        "ss",
        "\uFF5E",
        "\uD83D\uDE00",
        "\uD800",
        "\uDC00",
        "\uDC00\uD800",
        "?",
        "\uFFFD",
        "\u0131",
        "I",
        "\u4e2d\u6587",
        "\u0627",
        "1",
        "01",
        "a\tb",
        "polygenelubricants");
  }

  static List<KeyType<?>> keyTypes() {
    return List.of(
        new KeyType<>("String", Codecs.TEXT, texts()),
        KeyType.of(
            Long.class,
            0L,
            -1L,
            1L,
            63L,
            64L,
            -64L,
            -65L,
            1L << 32,
            (1L << 32) + 5,
            Long.MIN_VALUE,
            Long.MAX_VALUE),
        KeyType.of(Integer.class, 0, -1, 1, 200, -200, Integer.MIN_VALUE, Integer.MAX_VALUE),
        KeyType.of(Short.class, (short) 0, (short) -1, Short.MIN_VALUE, Short.MAX_VALUE),
        KeyType.of(Byte.class, (byte) 0, (byte) -1, Byte.MIN_VALUE, Byte.MAX_VALUE),
        KeyType.of(Character.class, 'a', '\u0000', '\uD800', '\uFFFF'),
        KeyType.of(Boolean.class, true, false),
        KeyType.of(
            Double.class,
            0.0,
            -0.0,
            1.5,
            -1.5,
            Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN),
        KeyType.of(Float.class, 0.0f, -0.0f, 1.5f, Float.NEGATIVE_INFINITY, Float.NaN),
        KeyType.of(
            BigInteger.class,
            BigInteger.ZERO,
            BigInteger.TWO.pow(100),
            BigInteger.TWO.pow(100).negate()),
        KeyType.of(
            BigDecimal.class,
            new BigDecimal("2.0"),
            new BigDecimal("2.00"),
            new BigDecimal("-1e50")),
        KeyType.of(UUID.class, new UUID(0, 0), new UUID(-1, 1)),
        KeyType.of(Instant.class, Instant.EPOCH, Instant.ofEpochSecond(-1, 999)),
        KeyType.of(Duration.class, Duration.ZERO, Duration.ofNanos(-1)),
        KeyType.of(LocalDate.class, LocalDate.of(1969, 12, 31), LocalDate.of(2024, 2, 29)),
        KeyType.of(Suit.class, Suit.values()),
        KeyType.of(
            Point.class,
            new Point(1, 2, "p"),
            new Point(1, 2, "q"),
            new Point(2, 1, "p"),
            new Point(-1, 0, "")),
        KeyType.of(
            Blob.class,
            new Blob(new byte[] {1}, new Point(0, 0, "")),
            new Blob(new byte[] {1}, new Point(0, 1, "")),
            new Blob(new byte[] {}, new Point(0, 0, ""))),
        KeyType.of(
            byte[].class,
            new byte[] {},
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {-1},
            new byte[] {1}),
        KeyType.of(int[].class, new int[] {}, new int[] {1, 2}, new int[] {2, 1}),
        KeyType.of(long[].class, new long[] {5}, new long[] {5, 0}),
        KeyType.of(double[].class, new double[] {0.0}, new double[] {-0.0}, new double[] {1, 2}),
        KeyType.of(
            String[].class, new String[] {"a"}, new String[] {"a", ""}, new String[] {"", "a"}),
        new KeyType<>(
            "List",
            Codecs.list(Codecs.TEXT),
            List.of(List.of(), List.of("a"), List.of("a", "b"), List.of("ab"))),
        new KeyType<>(
            "Pair",
            Codecs.pair(Codecs.TEXT, Codecs.LONG),
            List.of(Pair.of("a", 1L), Pair.of("a", 2L), Pair.of("b", 1L))),
        new KeyType<>(
            "Optional", Codecs.optional(Codecs.LONG), List.of(Optional.empty(), Optional.of(0L))),
        new KeyType<>(
            "Object",
            Codecs.dynamic(),
            List.of(1, 1L, "1", 1.0, '1', Suit.HEARTS, List.of(1), List.of(1L))));
  }

  /** A value's bytes, as digits: what makes two values the same. */
  static String bytes(Object value) {
    Output out = new Output(64);
    Codecs.dynamic().write(value, out);
    return HexFormat.of().formatHex(out.toByteArray());
  }

  /** One list of values of all types, those that cannot be keys included. */
  static List<Object> values() {
    List<Object> values = new ArrayList<>();
    keyTypes().forEach(type -> values.addAll(type.keys()));
    values.add(new TreeMap<>(Map.of("a", 1, "b", 2)));
    values.add(Set.of("x"));
    values.add(new Holder(Map.of("k", 3)));
    values.add(Collections.nCopies(300, "long list"));
    return values;
  }
}
