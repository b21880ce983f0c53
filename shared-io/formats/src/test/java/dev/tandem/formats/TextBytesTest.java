package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBytesTest {
  private static final Codec<TextBytes> CODEC = TextBytes.codec();

  private static byte[] encoded(TextBytes value) {
    Output out = new Output(8);
    CODEC.write(value, out);
    return out.toByteArray();
  }

  private static List<TextBytes> slices() {
    Random random = new Random(2);
    List<TextBytes> slices = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] array = new byte[random.nextInt(6) + 2];
      for (int j = 0; j < array.length; j++) {
        array[j] = (byte) new int[] {0, 1, 2, 'a', 0x7F, 0x80, 0xFF}[random.nextInt(7)];
      }
      slices.add(TextBytes.of(array, 1, random.nextInt(array.length)));
    }
    return slices;
  }

  @Test
  void codecIsCanonicalAndOrdered() {
    assertThat(CODEC.canonical() && CODEC.ordered() && CODEC.agreesWithEquals()).isTrue();
    for (TextBytes a : slices()) {
      Input in = new Input(encoded(a));
      assertThat(CODEC.read(in)).isEqualTo(a);
      assertThat(in.remaining()).isZero();
      for (TextBytes b : slices()) {
        int order = Arrays.compareUnsigned(encoded(a), encoded(b));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(order));
        assertThat(a.equals(b)).isEqualTo(order == 0);
        assertThat(order != 0 || CODEC.hash(a) == CODEC.hash(b)).isTrue();
      }
    }
  }

  @Test
  void asciiHashesAndEncodesAsAString() {
    for (String text : List.of("", "a", "the quick brown fox", "\u0000\u0001~")) {
      Output out = new Output(8);
      Codecs.TEXT.write(text, out);
      assertThat(encoded(TextBytes.of(text))).isEqualTo(out.toByteArray());
      assertThat(TextBytes.of(text).hashCode()).isEqualTo(text.hashCode());
      assertThat(TextBytes.of(text)).hasToString(text);
    }
  }

  @Test
  void truncatedEncodingsAreRefused() {
    byte[] whole = encoded(TextBytes.of("a\u0000b"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> CODEC.read(new Input(cut))).isInstanceOf(CorruptDataException.class);
    }
  }

  @Test
  void slicesStayInside() {
    TextBytes word =
        TextBytes.of("xhellox".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 1, 5);
    assertThat(word.slice(1, 3)).hasToString("el");
    assertThat(word.copy().array()).hasSize(5);
    assertThat((char) word.at(4)).isEqualTo('o');
    assertThatThrownBy(() -> word.slice(1, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> word.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> TextBytes.of(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
