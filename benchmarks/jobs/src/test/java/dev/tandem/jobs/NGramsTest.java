package dev.tandem.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NGramsTest {
  private static JobCase ngrams() {
    return JobCase.of(new NGrams());
  }

  @Test
  void twoWordsUnlessToldOtherwise() {
    ngrams()
        .input("To be, or not to be", "TO")
        .expect("to be\t2", "be or\t1", "or not\t1", "not to\t1");
  }

  @Test
  void noneCrossesALine() {
    ngrams().param("n", 3).input("a b", "c d e", "", "f").input("g h").expect("c d e\t1");
  }

  @Test
  void oneTokenIsARunToo() {
    ngrams().param("n", 1).input("a b", "a").expect("a\t2", "b\t1");
  }

  @Test
  void runsOverlap() {
    ngrams().param("n", 3).input("a a a a").expect("a a a\t2");
  }

  @Test
  void tokensCanBeChosen() {
    ngrams().param("tokens", "whitespace").input(" A,\tb  c\f").expect("A, b\t1", "b c\t1");
    ngrams().param("tokens", "letters").input("\u00C9a-x1Y").expect("\u00C9a x\t1", "x Y\t1");
  }

  @Test
  void longerThanAnyLineGivesNothing() {
    ngrams().param("n", 2_000_000_000).input("a b c").expect();
    ngrams().input().input("one").expect();
  }

  @Test
  void nMustBePositive() {
    ngrams().param("n", 0).input("a").expectError("parameter n is '0'", "at least 1");
  }

  @ParameterizedTest
  @CsvSource({"1, words", "2, letters", "3, whitespace", "5, words"})
  void agreeOnRandomText(String n, String tokens, @TempDir Path folder) throws Exception {
    Path text = Files.write(folder.resolve("text"), RandomText.bytes(17, 600));
    Runs.assertAlike("ngrams", List.of(text), Map.of("n", n, "tokens", tokens), folder);
  }
}
