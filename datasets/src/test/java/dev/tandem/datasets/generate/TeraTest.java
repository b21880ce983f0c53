package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeraTest {
  private static final BigInteger A = new BigInteger("47026247687942121848144207491837523525");
  private static final BigInteger C = new BigInteger("98910279301475397889117759788405497857");
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private static byte[] rows(long seed, int count) {
    RecordSource source =
        new Tera().open(Params.of("tera", List.of(), Map.of()), seed, DataSize.rows(count));
    ByteLine line = new ByteLine();
    for (int i = 0; i < count; i++) {
      source.next(line);
    }
    return Arrays.copyOf(line.array(), line.length());
  }

  @Test
  void firstRowIsTeraGensOwn() {
    byte[] row = rows(0, 1);
    assertThat(ascii(row, 0, 10)).isEqualTo("JimGrayRIP");
    assertThat(HexFormat.of().formatHex(row, 10, 12)).isEqualTo("0011");
    assertThat(ascii(row, 12, 44)).isEqualTo("0".repeat(32));
    assertThat(HexFormat.of().formatHex(row, 44, 48)).isEqualTo("8899aabb");
    assertThat(ascii(row, 48, 96))
        .isEqualTo("2222000022220000222200002222000022220000" + "00001111");
    assertThat(HexFormat.of().formatHex(row, 96, 100)).isEqualTo("ccddeeff");
  }

  @Test
  void laterRowsAreNumberedAndLaidOutAlike() {
    byte[] rows = rows(9, 300);
    for (int i = 0; i < 300; i++) {
      int at = i * 100;
      assertThat(ascii(rows, at + 12, at + 44)).isEqualTo(String.format(Locale.ROOT, "%032X", i));
      assertThat(ascii(rows, at + 48, at + 96)).matches("(?:([0-9A-F])\\1{3}){12}");
      assertThat(HexFormat.of().formatHex(rows, at + 96, at + 100)).isEqualTo("ccddeeff");
    }
  }

  /** The published table of powers: the state after 2^20 steps from 0. */
  @Test
  void skippingAgreesWithThePublishedPowers() {
    Tera.Sequence sequence = new Tera.Sequence();
    sequence.skip(1 << 20);
    assertThat(hex(sequence)).isEqualTo("1b25cb9cfe5a0c963174f91a97f00000");
  }

  @Test
  void stepAndSkipAgreeWithBigArithmetic() {
    Tera.Sequence stepped = new Tera.Sequence();
    BigInteger expected = BigInteger.ZERO;
    for (int steps = 1; steps <= 2000; steps++) {
      stepped.step();
      expected = A.multiply(expected).add(C).mod(MODULUS);
      Tera.Sequence skipped = new Tera.Sequence();
      skipped.skip(steps);
      assertThat(hex(stepped))
          .isEqualTo(String.format(Locale.ROOT, "%032x", expected))
          .isEqualTo(hex(skipped));
    }
  }

  @Test
  void seedShiftsTheKeys() {
    assertThat(ascii(rows(1, 1), 0, 10)).isNotEqualTo("JimGrayRIP");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 99, 101, 268435456})
  void refusesPartsOfRows(long bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Tera().open(Params.of("tera", List.of(), Map.of()), 0, DataSize.bytes(bytes)))
        .withMessageContaining("rows of 100 bytes")
        .withMessageContaining(bytes / 100 * 100 + "B");
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String hex(Tera.Sequence state) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(state.high) + hex.toHexDigits(state.low);
  }
}
