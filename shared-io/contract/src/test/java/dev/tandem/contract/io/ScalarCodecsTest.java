package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScalarCodecsTest {
  private static final int TRIES = 300;

  @Property(tries = TRIES, seed = Laws.SEED)
  void longs(@ForAll long a, @ForAll long b) {
    Laws.key(Codecs.LONG, a, b, Comparator.naturalOrder());
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void integers(@ForAll int a, @ForAll int b) {
    Laws.key(Codecs.INTEGER, a, b, Comparator.naturalOrder());
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void shortsAndBytes(@ForAll short a, @ForAll short b) {
    Laws.key(Codecs.of(Short.class), a, b, Comparator.naturalOrder());
    Laws.key(Codecs.of(Byte.class), (byte) a, (byte) b, Comparator.naturalOrder());
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void characters(@ForAll char a, @ForAll char b) {
    Laws.key(Codecs.of(Character.class), a, b, Comparator.naturalOrder());
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void doubles(@ForAll("doubleValues") double a, @ForAll("doubleValues") double b) {
    Laws.key(Codecs.DOUBLE, a, b, Double::compare);
    Laws.key(Codecs.of(Float.class), (float) a, (float) b, Float::compare);
  }

  @Provide
  Arbitrary<Double> doubleValues() {
    Arbitrary<Double> special =
        Arbitraries.of(
            0.0,
            -0.0,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.MIN_VALUE,
            1.0,
            -1.0);
    return Arbitraries.oneOf(
        special, Arbitraries.longs().map(Double::longBitsToDouble), Arbitraries.doubles());
  }

  @Example
  void allNotANumbersAreOneKey() {
    double odd = Double.longBitsToDouble(0x7FF8_0000_0000_1234L);
    assertThat(Laws.bytes(Codecs.DOUBLE, odd)).isEqualTo(Laws.bytes(Codecs.DOUBLE, Double.NaN));
    byte[] bytes = Laws.bytes(Codecs.DOUBLE, Double.NaN);
    bytes[7] = 1;
    assertThatThrownBy(() -> Laws.read(Codecs.DOUBLE, bytes))
        .isInstanceOf(CorruptDataException.class);
  }

  @Example
  void booleansAndUnit() {
    Laws.key(Codecs.BOOLEAN, false, true, Comparator.naturalOrder());
    assertThatThrownBy(() -> Laws.read(Codecs.BOOLEAN, new byte[] {2}))
        .isInstanceOf(CorruptDataException.class);
    assertThat(Laws.bytes(Codecs.UNIT, Unit.UNIT)).isEmpty();
    assertThat(Laws.read(Codecs.UNIT, new byte[0])).isEqualTo(Unit.UNIT);
    assertThat(Codecs.UNIT.hash(Unit.UNIT)).isEqualTo("UNIT".hashCode());
  }

  @Example
  void aNumberBeyondItsTypeIsCorrupt() {
    byte[] bytes = Laws.bytes(Codecs.LONG, 1L << 31);
    assertThatThrownBy(() -> Laws.read(Codecs.INTEGER, bytes))
        .isInstanceOf(CorruptDataException.class);
    byte[] larger = Laws.bytes(Codecs.LONG, 128L);
    assertThatThrownBy(() -> Laws.read(Codecs.of(Byte.class), larger))
        .isInstanceOf(CorruptDataException.class);
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void bigIntegers(
      @ForAll("bigIntegerValues") BigInteger a, @ForAll("bigIntegerValues") BigInteger b) {
    Laws.key(Codecs.of(BigInteger.class), a, b, Comparator.naturalOrder());
  }

  @Provide
  Arbitrary<BigInteger> bigIntegerValues() {
    Arbitrary<BigInteger> edges =
        Arbitraries.integers()
            .between(0, 200)
            .map(bits -> BigInteger.ONE.shiftLeft(bits))
            .flatMap(
                power ->
                    Arbitraries.of(
                        power, power.negate(), power.subtract(BigInteger.ONE), power.not()));
    return Arbitraries.oneOf(
        edges, Arbitraries.bigIntegers(), Arbitraries.longs().map(BigInteger::valueOf));
  }

  @Property(tries = 1000, seed = Laws.SEED)
  void bigDecimals(
      @ForAll("bigDecimalValues") BigDecimal a, @ForAll("bigDecimalValues") BigDecimal b) {
    Comparator<BigDecimal> byValue = Comparator.naturalOrder();
    Laws.key(Codecs.of(BigDecimal.class), a, b, byValue.thenComparing(BigDecimal::scale));
    Laws.ordered(
        Codecs.of(BigDecimal.class),
        a,
        a.setScale(Math.max(a.scale(), 0) + 3),
        byValue.thenComparing(BigDecimal::scale));
  }

  @Provide
  Arbitrary<BigDecimal> bigDecimalValues() {
    Arbitrary<BigInteger> small = Arbitraries.longs().between(-2000, 2000).map(BigInteger::valueOf);
    Arbitrary<BigInteger> unscaled = Arbitraries.oneOf(small, Arbitraries.bigIntegers());
    return unscaled.flatMap(
        u -> Arbitraries.integers().between(-40, 40).map(scale -> new BigDecimal(u, scale)));
  }

  @Example
  void decimalsThatDifferInScaleAreDifferentKeys() {
    Laws.canonical(Codecs.of(BigDecimal.class), new BigDecimal("2.0"), new BigDecimal("2.00"));
    Laws.canonical(Codecs.of(BigDecimal.class), new BigDecimal("0"), new BigDecimal("0.0"));
    List<BigDecimal> extreme =
        List.of(
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
            new BigDecimal(BigInteger.ZERO, Integer.MAX_VALUE),
            BigDecimal.TEN.pow(9_999));
    Laws.roundTrip(Codecs.of(BigDecimal.class), extreme);
  }

  @Example
  void aDecimalOfTooManyDigitsIsRefusedBothWays() {
    Codec<BigDecimal> codec = Codecs.of(BigDecimal.class);
    BigDecimal huge = new BigDecimal(BigInteger.TEN.pow(10_000));
    assertThatThrownBy(() -> Laws.bytes(codec, huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10001");
    Output out = new Output(32);
    out.writeByte(3);
    out.writeVarLong(2_000_000_000);
    out.writeByte(11);
    out.writeByte(0);
    out.writeVarLong(0);
    assertThatThrownBy(() -> Laws.read(codec, out.toByteArray()))
        .isInstanceOf(CorruptDataException.class);
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void valueClasses(@ForAll long a, @ForAll long b) {
    Laws.key(Codecs.of(UUID.class), new UUID(a, b), new UUID(b, a), Comparator.naturalOrder());
    Laws.key(Codecs.of(Duration.class), duration(a, b), duration(b, a), Comparator.naturalOrder());
    Laws.key(Codecs.of(Instant.class), instant(a, b), instant(b, a), Comparator.naturalOrder());
    LocalDate x = LocalDate.ofEpochDay(a % 300_000_000_000L);
    LocalDate y = LocalDate.ofEpochDay(b % 300_000_000_000L);
    Laws.key(Codecs.of(LocalDate.class), x, y, Comparator.naturalOrder());
    LocalTime t = LocalTime.ofNanoOfDay(Math.floorMod(a, 86_400_000_000_000L));
    LocalTime u = LocalTime.ofNanoOfDay(Math.floorMod(b, 86_400_000_000_000L));
    Laws.key(Codecs.of(LocalTime.class), t, u, Comparator.naturalOrder());
    Laws.key(Codecs.of(LocalDateTime.class), x.atTime(t), y.atTime(u), Comparator.naturalOrder());
  }

  private static Duration duration(long seconds, long nanos) {
    return Duration.ofSeconds(seconds, Math.floorMod(nanos, 1_000_000_000L));
  }

  private static Instant instant(long seconds, long nanos) {
    return Instant.ofEpochSecond(
        seconds % 31_000_000_000_000_000L, Math.floorMod(nanos, 1_000_000_000L));
  }

  @Example
  void timesBeyondTheirRangeAreCorrupt() {
    Output out = new Output(32);
    out.writeVarLong(Long.MAX_VALUE);
    out.writeVarLong(0);
    assertThatThrownBy(() -> Laws.read(Codecs.of(Instant.class), out.toByteArray()))
        .isInstanceOf(CorruptDataException.class);
    byte[] day = Laws.bytes(Codecs.LONG, Long.MIN_VALUE);
    assertThatThrownBy(() -> Laws.read(Codecs.of(LocalDate.class), day))
        .isInstanceOf(CorruptDataException.class);
  }

  @Property(tries = TRIES, seed = Laws.SEED)
  void byteArrays(
      @ForAll byte[] a,
      @ForAll byte[] b,
      @ForAll("lowBytes") byte[] c,
      @ForAll("lowBytes") byte[] d) {
    Laws.key(Codecs.BYTES, a, b, Arrays::compareUnsigned);
    Laws.key(Codecs.BYTES, c, d, Arrays::compareUnsigned);
    assertThat(Codecs.BYTES.hash(a)).isEqualTo(Arrays.hashCode(a));
  }

  @Provide
  Arbitrary<byte[]> lowBytes() {
    return Arbitraries.bytes().between((byte) -1, (byte) 3).array(byte[].class).ofMaxSize(6);
  }

  @Example
  void wrongEscapesInByteArraysAreCorrupt() {
    for (byte[] bad : new byte[][] {{1}, {1, 0}, {1, 3, 0}, {1, 2}, {5, 1, 0, 0}}) {
      assertThatThrownBy(() -> Laws.read(Codecs.BYTES, bad))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a constant with a body";
      }
    },
    BLUE
  }

  enum None {}

  @Example
  void enumsGoByName() {
    Codec<Colour> codec = Codecs.of(Colour.class);
    for (Colour a : Colour.values()) {
      for (Colour b : Colour.values()) {
        Laws.key(codec, a, b, Comparator.comparing(Colour::name));
      }
      assertThat(codec.hash(a)).isEqualTo(a.name().hashCode());
      assertThat(Laws.bytes(codec, a)).isEqualTo(Laws.bytes(Codecs.TEXT, a.name()));
    }
    assertThatThrownBy(() -> Laws.read(codec, Laws.bytes(Codecs.TEXT, "PINK")))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("Colour");
    assertThatThrownBy(() -> Laws.read(Codecs.of(None.class), Laws.bytes(Codecs.TEXT, "PINK")))
        .isInstanceOf(CorruptDataException.class);
  }
}
