package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class WordCountTest {
  private static JobCase wordCount() {
    return JobCase.of(new WordCount());
  }

  @Test
  void whiteSpaceSeparatesAndCaseIsKept() {
    wordCount().input("a b  a", " A\tb ").input("", "a").expect("a\t3", "b\t2", "A\t1");
  }

  @Test
  void whiteSpaceIsTheSixAsciiCharacters() {
    wordCount()
        .input("a\u000Bb\fc\td e", "f\u00A0g", "\u2003h")
        .expect("a\t1", "b\t1", "c\t1", "d\t1", "e\t1", "f\u00A0g\t1", "\u2003h\t1");
  }

  @Test
  void lineEndsOfAllKindsSeparate() {
    wordCount()
        .input("a\r", "b\rc", "\uFEFFd")
        .inputFile("marked.txt", "\uFEFFa")
        .expect("a\t2", "b\t1", "c\t1", "\uFEFFd\t1");
  }

  @Test
  void lettersAreUnicodeLettersInTheirCase() {
    wordCount()
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

  @Test
  void aPairThatIsNoLetterSeparates() {
    wordCount()
        .param("tokens", "letters")
        .input("a\uD83D\uDE00b\uD83D\uDE00")
        .expect("a\t1", "b\t1");
  }

  @Test
  void wordsAreLettersInLowerCaseWithTheFullMapping() {
    wordCount()
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

  @Test
  void nothingGivesNothing() {
    wordCount().input().input("", "  \t").expect();
  }

  @Test
  void anUnknownKindOfTokensIsRefused() {
    wordCount().param("tokens", "word").input("a").expectError("tokens", "'word'", "words");
  }
}
