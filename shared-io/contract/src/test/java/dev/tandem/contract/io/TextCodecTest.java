package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextCodecTest {
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  @Property(seed = Laws.SEED)
  void anyText(@ForAll("texts") String a, @ForAll("texts") String b) {
    Laws.key(Codecs.TEXT, a, b, BY_CODE_POINT);
    Laws.key(Codecs.TEXT, a, a + b, BY_CODE_POINT);
    assertThat(Codecs.TEXT.hash(a)).isEqualTo(a.hashCode());
  }

  @Property(tries = 200, seed = Laws.SEED)
  void anyChars(@ForAll String a, @ForAll String b) {
    Laws.key(Codecs.TEXT, a, b, BY_CODE_POINT);
  }

  /** Few chars, so that prefixes, escapes and halves of pairs meet often. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars(
            '\0', '\1', '\2', 'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ud800',
            '\udbff')
        .withChars('\udc00', '\udfff', '\ue000', '\uffff')
        .ofMaxLength(10);
  }

  @Example
  void plainTextIsUtf8AndAnEndMark() {
    String text = "Grüße, мир, 世界, 😀";
    byte[] bytes = Laws.bytes(Codecs.TEXT, text);
    assertThat(new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(bytes[bytes.length - 1]).isZero();
    assertThat(Laws.bytes(Codecs.TEXT, "\0\1\2")).isEqualTo(new byte[] {1, 1, 1, 2, 2, 0});
  }

  @Example
  void everyLengthAroundTheWordSizeAndTheBlockSize() {
    for (int n = 0; n < 40; n++) {
      String ascii = "x".repeat(n);
      Laws.roundTrip(
          Codecs.TEXT,
          List.of(ascii, ascii + "é", ascii + "\0", ascii + "\1" + ascii, "é" + ascii));
    }
    for (int n = 1020; n < 1030; n++) {
      Laws.roundTrip(Codecs.TEXT, List.of("é" + "x".repeat(n) + "😀".repeat(3000), "😀".repeat(n)));
    }
  }

  @Example
  void onlyCanonicalBytesAreAccepted() {
    List<String> bad =
        List.of(
            "61", // no end mark
            "01",
            "0100",
            "010300",
            "018000", // escapes
            "C08000",
            "C1BF00",
            "E08080 00",
            "E09F BF00",
            "F0808080 00",
            "F08FBFBF00", // overlong
            "8000",
            "BF00",
            "C300",
            "C36100",
            "E28200",
            "E2826100",
            "F09F9800",
            "F4908080 00",
            "F5808080 00",
            "FF00",
            "EDA080 EDB080 00"); // a pair in two halves
    for (String hex : bad) {
      byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
      assertThatThrownBy(() -> Laws.read(Codecs.TEXT, bytes))
          .as(hex)
          .isInstanceOf(CorruptDataException.class);
    }
    assertThat(Laws.read(Codecs.TEXT, HexFormat.of().parseHex("EDB080EDA08000")))
        .isEqualTo("\udc00\ud800");
  }

  @Example
  void aSliceEndsWhereItEnds() {
    byte[] bytes = "abcdefghijklmnop\0".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Codecs.TEXT.read(new Input(bytes, 0, 12)))
        .isInstanceOf(CorruptDataException.class);
    assertThat(Codecs.TEXT.read(new Input(bytes, 3, 14))).isEqualTo("defghijklmnop");
  }
}
