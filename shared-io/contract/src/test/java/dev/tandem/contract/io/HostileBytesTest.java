package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;

/**
 * Bytes that nobody wrote: read as something that is written in just these bytes, or refused; never
 * anything else.
 */
class HostileBytesTest {
  record Point(int x, Long y, List<String> names) {}

  record Chain(String text, Chain next) {}

  private static final List<Codec<?>> CODECS = new ArrayList<>();

  static {
    for (BuiltIn builtIn : BuiltIn.ALL) {
      CODECS.add(builtIn.codec());
    }
    CODECS.add(Codecs.dynamic());
    CODECS.add(Codecs.keyDynamic());
    CODECS.add(Codecs.orderedDynamic());
    for (Class<?> type :
        List.of(
            Point.class,
            Chain.class,
            DayOfWeek.class,
            Pair.class,
            List.class,
            Map.class,
            Object[].class,
            String[][].class)) {
      CODECS.add(Codecs.of(type));
    }
    CODECS.add(Codecs.set(Codecs.TEXT));
    CODECS.add(Codecs.map(Codecs.TEXT, Codecs.list(Codecs.LONG)));
    CODECS.add(Codecs.optional(Codecs.DOUBLE));
  }

  @Example
  void randomBytes() {
    Random random = new Random(7);
    int accepted = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] &= 0x2F; // tags, marks and end marks are small
        }
      }
      for (Codec<?> codec : CODECS) {
        accepted += accepts(codec, bytes) ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(1000);
  }

  @Example
  void damagedBytes() {
    Object value =
        List.of(
            "text é\0",
            7L,
            -300,
            1.5,
            new BigDecimal("-12.340"),
            BigInteger.TEN.pow(30),
            new Point(1, null, List.of("a")),
            new Chain("x", new Chain("y", null)),
            DayOfWeek.FRIDAY,
            Map.of("k", new long[] {1}),
            Optional.of(Instant.EPOCH),
            Pair.of("a", new String[][] {{"b"}}),
            LocalDateTime.of(2000, 1, 1, 1, 1),
            new byte[] {0, 1, 2});
    byte[] good = Laws.bytes(Codecs.dynamic(), value);
    assertThat(accepts(Codecs.dynamic(), good)).isTrue();
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      accepts(Codecs.dynamic(), bad);
    }
  }

  /** Anything but CorruptDataException is a failure of the test. */
  private static <T> boolean accepts(Codec<T> codec, byte[] bytes) {
    Input in = new Input(bytes);
    T value;
    try {
      value = codec.read(in);
    } catch (CorruptDataException expected) {
      return false;
    }
    if (codec.canonical()) {
      assertThat(Laws.bytes(codec, value))
          .as(codec.describe())
          .isEqualTo(Arrays.copyOf(bytes, in.position()));
    }
    return true;
  }
}
