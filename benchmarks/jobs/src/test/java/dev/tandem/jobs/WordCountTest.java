package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountTest {
  @TempDir Path folder;

  private static JobCase wordCount(String records) {
    return JobCase.of(new WordCount()).param("records", records);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void whiteSpaceSeparatesAndCaseIsKept(String records) {
    wordCount(records).input("a b  a", " A\tb ").input("", "a").expect("a\t3", "b\t2", "A\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void whiteSpaceIsTheSixAsciiCharacters(String records) {
    wordCount(records)
        .input("a\u000Bb\fc\td e", "f\u00A0g", "\u2003h")
        .expect("a\t1", "b\t1", "c\t1", "d\t1", "e\t1", "f\u00A0g\t1", "\u2003h\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void lineEndsOfAllKindsSeparate(String records) {
    wordCount(records)
        .input("a\r", "b\rc", "\uFEFFd")
        .inputFile("marked.txt", "\uFEFFa")
        .expect("a\t2", "b\t1", "c\t1", "\uFEFFd\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void lettersAreUnicodeLettersInTheirCase(String records) {
    wordCount(records)
        .param("tokens", "letters")
        .input(
            "Don't stop1 \u00DCn\u00EF\u2014x \u01C5 \u6F22\u5B57", "\uD835\uDCB3a a\u0301b \u2167")
        .expect(
            "Don\t1",
            "t\t1",
            "stop\t1",
            "\u00DCn\u00EF\t1",
            "x\t1",
            "\u01C5\t1",
            "\u6F22\u5B57\t1",
            "\uD835\uDCB3a\t1",
            "a\t1",
            "b\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void aPairThatIsNoLetterSeparates(String records) {
    wordCount(records)
        .param("tokens", "letters")
        .input("a\uD83D\uDE00b\uD83D\uDE00")
        .expect("a\t1", "b\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void wordsAreLettersInLowerCaseWithTheFullMapping(String records) {
    wordCount(records)
        .param("tokens", "words")
        .input(
            "The THE the-end",
            "\u0130stanbul \u039F\u0394\u039F\u03A3 STRASSE \u1E9E \u212A",
            "tHE2")
        .expect(
            "the\t4",
            "end\t1",
            "i\u0307stanbul\t1",
            "\u03BF\u03B4\u03BF\u03C2\t1",
            "strasse\t1",
            "\u00DF\t1",
            "k\t1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void nothingGivesNothing(String records) {
    wordCount(records).input().input("", "  \t").expect();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void anUnknownKindOfTokensIsRefused(String records) {
    wordCount(records).param("tokens", "word").input("a").expectError("tokens", "'word'", "words");
  }

  /** Different bytes that are malformed are one token where they are one text. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "bytes"})
  void malformedBytesAreTheReplacementCharacter(String records) throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, new byte[] {'a', -1, ' ', 'a', -2, ' ', 'a', -17, -65, -67, ' ', -61, '\n'});
    Runs.assertAlike("wordcount", List.of(text), Map.of("records", records), folder);
    assertThat(Files.readString(folder.resolve("baseline/part-r-00000")))
        .contains("a\uFFFD\t3\n", "\uFFFD\t1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"whitespace", "letters", "words"})
  void bytesGiveWhatStringsGive(String tokens) throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, RandomText.bytes(11, 20_000));
    Map<String, String> params = Map.of("tokens", tokens, "records", "bytes");
    Runs.assertAlike("wordcount", List.of(text), params, folder);
  }
}
