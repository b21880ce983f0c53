package dev.tandem.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CooccurrenceTest {
  private static JobCase pairs() {
    return JobCase.of(new Cooccurrence());
  }

  @Test
  void bothOrdersOfEachPairInTheWindow() {
    pairs()
        .input("A b c d")
        .expect(
            "a b\t1", "b a\t1", "a c\t1", "c a\t1", "b c\t1", "c b\t1", "b d\t1", "d b\t1",
            "c d\t1", "d c\t1");
  }

  @Test
  void theWindowCanBeChosen() {
    pairs().param("window", 1).input("a b a", "c").expect("a b\t2", "b a\t2");
    pairs()
        .param("window", 2_147_483_647)
        .input("a b", "a")
        .input("x y z")
        .expect("a b\t1", "b a\t1", "x y\t1", "y x\t1", "x z\t1", "z x\t1", "y z\t1", "z y\t1");
  }

  @Test
  void aTokenBesideItselfCountsFromBothSides() {
    pairs().input("a a").expect("a a\t2");
    pairs().input("a a a").expect("a a\t6");
  }

  @Test
  void tokensCanBeChosen() {
    pairs().param("tokens", "letters").input("B1b").expect("B b\t1", "b B\t1");
    pairs().param("tokens", "whitespace").input("B1 b,").expect("B1 b,\t1", "b, B1\t1");
  }

  @Test
  void nothingGivesNothing() {
    pairs().input().input("alone", "", "one").expect();
  }

  @Test
  void theWindowMustBePositive() {
    pairs().param("window", 0).input("a").expectError("parameter window is '0'", "at least 1");
  }

  @ParameterizedTest
  @CsvSource({"1, words", "2, letters", "7, whitespace"})
  void agreeOnRandomText(String window, String tokens, @TempDir Path folder) throws Exception {
    Path text = Files.write(folder.resolve("text"), RandomText.bytes(23, 500));
    Map<String, String> params = Map.of("window", window, "tokens", tokens);
    Runs.assertAlike("cooccurrence", List.of(text), params, folder);
  }
}
