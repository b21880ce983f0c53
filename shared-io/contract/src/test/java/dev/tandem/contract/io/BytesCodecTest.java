package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The codec looks at eight bytes at a time; this one at one. */
class BytesCodecTest {
  private static final byte[] ALPHABET = {0, 1, 2, 3, 0x7F, (byte) 0x80, (byte) 0x81, (byte) 0xFF};

  private static byte[] encoded(byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : value) {
      if (b == 0 || b == 1) {
        out.write(1);
        out.write(b + 1);
      } else {
        out.write(b);
      }
    }
    out.write(0);
    return out.toByteArray();
  }

  private static void check(byte[] value) {
    Output out = new Output(1);
    Codecs.BYTES.write(value, out);
    byte[] bytes = out.toByteArray();
    assertThat(bytes).isEqualTo(encoded(value));
    // Something else in front and behind.
    byte[] among = new byte[bytes.length + 20];
    Arrays.fill(among, (byte) 9);
    System.arraycopy(bytes, 0, among, 7, bytes.length);
    Input in = new Input();
    in.reset(among, 7, bytes.length + 13);
    assertThat(Codecs.BYTES.read(in)).isEqualTo(value);
    assertThat(in.position()).isEqualTo(7 + bytes.length);
  }

  @Test
  void everyByteAtEveryPlaceAroundAWord() {
    for (int length = 0; length < 20; length++) {
      for (int at = 0; at < length; at++) {
        for (byte b : ALPHABET) {
          byte[] value = new byte[length];
          Arrays.fill(value, (byte) 'x');
          value[at] = b;
          check(value);
        }
      }
    }
  }

  @Test
  void anyMixture() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] value = new byte[random.nextInt(40)];
      for (int at = 0; at < value.length; at++) {
        value[at] = ALPHABET[random.nextInt(ALPHABET.length)];
      }
      check(value);
    }
  }
}
