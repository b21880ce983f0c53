package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.nio.charset.StandardCharsets;
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
    for (int i = 0; i < 240; i++) {
      boolean isLong = i % 2 == 0;
      byte[] array = new byte[random.nextInt(isLong ? 14 : 6) + 2];
      Arrays.fill(array, (byte) 'a');
      for (int j = 0; j < array.length; j += isLong ? 1 + random.nextInt(9) : 1) {
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
  void wellFormedSlicesAreLeftAlone() {
    for (String text : List.of("", "plain", "eight by\u00E9te", "\u00E9", "a\uFFFDb", "12345678")) {
      TextBytes slice = TextBytes.of(text);
      assertThat(slice.wellFormed()).isEqualTo(slice);
      if (!text.contains("\uFFFD")) {
        assertThat(slice.wellFormed()).isSameAs(slice);
      }
    }
  }

  @Test
  void malformedSlicesBecomeTheirText() {
    for (TextBytes slice : slices()) {
      assertThat(slice.wellFormed()).isEqualTo(TextBytes.of(slice.toString()));
    }
    byte[] bytes = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      byte[] malformed = bytes.clone();
      malformed[i] = -1;
      assertThat(TextBytes.of(malformed, 1, 14).wellFormed().toString())
          .isEqualTo(new String(malformed, 1, 14, StandardCharsets.UTF_8));
      assertThat(TextBytes.of(malformed, 1, 14).wellFormed().length())
          .isEqualTo(i == 0 || i == 15 ? 14 : 16);
    }
  }

  @Test
  void encodingsAreThoseOfArrays() {
    Output scratch = new Output(8);
    for (TextBytes slice : slices()) {
      Output out = new Output(8);
      Codecs.BYTES.write(slice.toByteArray(), out);
      assertThat(encoded(slice)).isEqualTo(out.toByteArray());
      assertThat(CODEC.prefix(slice, scratch)).isEqualTo(out.prefix());
    }
  }

  /** Tokens of all lengths, with all bytes, at all places before the end of an array. */
  @Test
  void tokensAreCutAndHashedByteByByte() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] array = new byte[random.nextInt(40)];
      for (int i = 0; i < array.length; i++) {
        array[i] = (byte) (random.nextInt(6) == 0 ? 7 + random.nextInt(8) : random.nextInt(256));
      }
      int from = random.nextInt(array.length + 1);
      int to = from + random.nextInt(array.length - from + 1);
      List<TextBytes> tokens = new ArrayList<>();
      TextBytes.of(array, from, to - from).tokens(tokens::add);
      assertThat(tokens).isEqualTo(tokens(array, from, to));
      for (TextBytes token : tokens) {
        int hash = 0;
        for (int i = 0; i < token.length(); i++) {
          hash = 31 * hash + (token.at(i) & 0xFF);
        }
        assertThat(token.hashCode()).isEqualTo(hash);
        assertThat(token.toByteArray()).hasSize(token.length());
      }
    }
  }

  private static List<TextBytes> tokens(byte[] array, int from, int to) {
    List<TextBytes> tokens = new ArrayList<>();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || " \t\n\u000b\f\r".indexOf(array[i]) >= 0) {
        if (i > start) {
          tokens.add(TextBytes.of(Arrays.copyOfRange(array, start, i), 0, i - start));
        }
        start = i + 1;
      }
    }
    return tokens;
  }

  @Test
  void asciiHashesAndEncodesAsAString() {
    for (String text : List.of("", "a", "eightlong", "the quick brown fox", "\u0000\u0001~")) {
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

  /** A slice in the middle of an array, as a chunk's lines are. */
  private static TextBytes inside(String text) {
    TextBytes padded = TextBytes.of("1 " + text + " 2");
    return padded.slice(2, padded.length() - 2);
  }

  @Test
  void tokensAreWhatStandsBetweenAsciiWhiteSpace() {
    for (String text :
        List.of("", " ", "a", " one\ttwo  three\r", "\u00e4\u00a0\u00f6 \u0085 z", "\u000bx\f")) {
      List<TextBytes> tokens = new ArrayList<>();
      inside(text).tokens(tokens::add);
      List<String> expected =
          Arrays.stream(text.split("[ \t\n\u000b\f\r]+")).filter(t -> !t.isEmpty()).toList();
      assertThat(tokens).map(TextBytes::toString).as(text).isEqualTo(expected);
      for (TextBytes token : tokens) {
        assertThat(token.hashCode()).isEqualTo(TextBytes.of(token.toString()).hashCode());
      }
    }
  }

  @Test
  void splitsAtEverySeparator() {
    assertThat(inside("a,,bc,").split((byte) ','))
        .map(TextBytes::toString)
        .containsExactly("a", "", "bc", "");
    assertThat(inside("").split((byte) ',')).map(TextBytes::toString).containsExactly("");
  }

  @Test
  void numbersAreThoseOfTheJdk() {
    for (String text :
        List.of(
            "0",
            "-0",
            "+7",
            "-12",
            "007",
            "999999999999999999",
            "9223372036854775807",
            "-9223372036854775808")) {
      assertThat(inside(text).parseLong()).as(text).isEqualTo(Long.parseLong(text));
    }
    for (String text : List.of("", "-", "+", "1x", "1 2", "1.0", "9223372036854775808")) {
      assertThatThrownBy(() -> inside(text).parseLong())
          .as(text)
          .isInstanceOf(NumberFormatException.class);
    }
    for (String text :
        List.of(
            "0",
            "-0",
            "-0.0",
            "1.",
            ".5",
            "+2.5",
            "0.1",
            "123456789.012345",
            "1234567890.1234567",
            "1e-7",
            "NaN",
            "-Infinity",
            "0.000000000000001")) {
      assertThat(inside(text).parseDouble()).as(text).isEqualTo(Double.valueOf(text));
    }
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      String text = random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000);
      assertThat(inside(text).parseDouble()).as(text).isEqualTo(Double.valueOf(text));
    }
    for (String text : List.of("", ".", "-", "1..2", "1,5", "--1")) {
      assertThatThrownBy(() -> inside(text).parseDouble())
          .as(text)
          .isInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  void whatIsKeptIsItsOwn() {
    TextBytes slice = inside("kept");
    assertThat(CODEC.kept(slice)).isEqualTo(slice);
    assertThat(CODEC.kept(slice).array()).hasSize(4);
    TextBytes whole = slice.copy();
    assertThat(CODEC.kept(whole)).isSameAs(whole);
    Codec<Pair<TextBytes, TextBytes>> pairs = Codecs.pair(CODEC, CODEC);
    assertThat(pairs.kept(new Pair<>(slice, null)).first().array()).hasSize(4);
    Pair<TextBytes, TextBytes> own = new Pair<>(whole, whole);
    assertThat(pairs.kept(own)).isSameAs(own);
  }
}
