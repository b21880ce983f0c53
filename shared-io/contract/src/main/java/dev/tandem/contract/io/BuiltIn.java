package dev.tandem.contract.io;

import dev.tandem.contract.flow.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A class with a codec of its own.
 *
 * @param tag the byte that tells it from others in {@link DynamicCodec}; written to files, never to
 *     be changed
 * @param type the class
 * @param codec its codec
 */
record BuiltIn(int tag, Class<?> type, Codec<?> codec) {
  /** All of them, ordered by tag. */
  static final List<BuiltIn> ALL =
      List.of(
          new BuiltIn(1, Unit.class, ValueCodecs.Units.INSTANCE),
          new BuiltIn(2, Boolean.class, PrimitiveCodecs.Booleans.INSTANCE),
          new BuiltIn(3, Byte.class, PrimitiveCodecs.Bytes.INSTANCE),
          new BuiltIn(4, Short.class, PrimitiveCodecs.Shorts.INSTANCE),
          new BuiltIn(5, Integer.class, PrimitiveCodecs.Integers.INSTANCE),
          new BuiltIn(6, Long.class, PrimitiveCodecs.Longs.INSTANCE),
          new BuiltIn(7, BigInteger.class, BigNumberCodecs.BigIntegers.INSTANCE),
          new BuiltIn(8, Float.class, PrimitiveCodecs.Floats.INSTANCE),
          new BuiltIn(9, Double.class, PrimitiveCodecs.Doubles.INSTANCE),
          new BuiltIn(10, BigDecimal.class, BigNumberCodecs.BigDecimals.INSTANCE),
          new BuiltIn(11, Character.class, PrimitiveCodecs.Characters.INSTANCE),
          new BuiltIn(12, String.class, TextCodec.INSTANCE),
          new BuiltIn(13, UUID.class, ValueCodecs.Uuids.INSTANCE),
          new BuiltIn(14, Instant.class, ValueCodecs.Instants.INSTANCE),
          new BuiltIn(15, Duration.class, ValueCodecs.Durations.INSTANCE),
          new BuiltIn(16, LocalDate.class, ValueCodecs.LocalDates.INSTANCE),
          new BuiltIn(17, LocalTime.class, ValueCodecs.LocalTimes.INSTANCE),
          new BuiltIn(18, LocalDateTime.class, ValueCodecs.LocalDateTimes.INSTANCE),
          new BuiltIn(19, byte[].class, BytesCodec.INSTANCE),
          new BuiltIn(20, boolean[].class, ArrayCodecs.Booleans.INSTANCE),
          new BuiltIn(21, char[].class, ArrayCodecs.Characters.INSTANCE),
          new BuiltIn(22, short[].class, ArrayCodecs.Shorts.INSTANCE),
          new BuiltIn(23, int[].class, ArrayCodecs.Integers.INSTANCE),
          new BuiltIn(24, long[].class, ArrayCodecs.Longs.INSTANCE),
          new BuiltIn(25, float[].class, ArrayCodecs.Floats.INSTANCE),
          new BuiltIn(26, double[].class, ArrayCodecs.Doubles.INSTANCE));

  private static final Map<Class<?>, Codec<?>> CODECS = new HashMap<>();

  static {
    for (BuiltIn builtIn : ALL) {
      CODECS.put(builtIn.type, builtIn.codec);
    }
    CODECS.put(boolean.class, PrimitiveCodecs.Booleans.INSTANCE);
    CODECS.put(byte.class, PrimitiveCodecs.Bytes.INSTANCE);
    CODECS.put(short.class, PrimitiveCodecs.Shorts.INSTANCE);
    CODECS.put(int.class, PrimitiveCodecs.Integers.INSTANCE);
    CODECS.put(long.class, PrimitiveCodecs.Longs.INSTANCE);
    CODECS.put(float.class, PrimitiveCodecs.Floats.INSTANCE);
    CODECS.put(double.class, PrimitiveCodecs.Doubles.INSTANCE);
    CODECS.put(char.class, PrimitiveCodecs.Characters.INSTANCE);
  }

  /** The codec of {@code type}, or null if it has none of its own. */
  static Codec<?> codec(Class<?> type) {
    return CODECS.get(type);
  }
}
