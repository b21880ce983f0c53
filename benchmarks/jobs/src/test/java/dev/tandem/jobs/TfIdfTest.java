package dev.tandem.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TfIdfTest {
  /** Two of three documents have an x, one a y. */
  private static JobCase three(String weight) {
    return JobCase.of(new TfIdf())
        .param("weight", weight)
        .inputFile("a.txt", "x x", "Y X")
        .inputFile("b.txt", "x")
        .inputFile("c.txt");
  }

  @Test
  void rawIsTheFrequencyTimesTheRarity() {
    three("raw")
        .expect(
            "x|a.txt\t" + 3 * Math.log(3.0 / 2),
            "y|a.txt\t" + Math.log(3.0),
            "x|b.txt\t" + Math.log(3.0 / 2));
  }

  @Test
  void normDividesByTheLength() {
    three("norm")
        .expect(
            "x|a.txt\t" + 3.0 / 4 * Math.log(3.0 / 2),
            "y|a.txt\t" + 1.0 / 4 * Math.log(3.0),
            "x|b.txt\t" + Math.log(3.0 / 2));
  }

  @Test
  void smoothCountsOneMoreDocumentWithTheToken() {
    three("smooth")
        .expect(
            "x|a.txt\t" + 3 * Math.log(4.0 / 3),
            "y|a.txt\t" + Math.log(4.0 / 2),
            "x|b.txt\t" + Math.log(4.0 / 3));
  }

  @Test
  void whatIsEverywhereWeighsNothing() {
    JobCase.of(new TfIdf())
        .inputFile("a", "x y")
        .inputFile("b", "x")
        .expect("x|a\t0.0", "x|b\t0.0", "y|a\t" + Math.log(2));
  }

  @Test
  void filesOfOneNameAreOneDocument() {
    JobCase.of(new TfIdf())
        .inputFile("one/doc", "x")
        .inputFile("other", "y")
        .inputFile("two/doc", "x x")
        .expect("x|doc\t" + 3 * Math.log(2), "y|other\t" + Math.log(2));
  }

  @Test
  void tokensCanBeChosen() {
    JobCase.of(new TfIdf())
        .param("tokens", "whitespace")
        .inputFile("a", "X,")
        .inputFile("b", "1")
        .expect("X,|a\t" + Math.log(2), "1|b\t" + Math.log(2));
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new TfIdf()).input().input("1 2").expect();
  }

  @Test
  void anUnknownWeightIsRefused() {
    three("heavy").expectError("weight", "'heavy'", "smooth");
  }

  @ParameterizedTest
  @CsvSource({"raw, words", "norm, letters", "smooth, whitespace"})
  void agreeOnRandomText(String weight, String tokens, @TempDir Path folder) throws Exception {
    Path texts = Files.createDirectories(folder.resolve("texts/deeper"));
    for (int i = 0; i < 7; i++) {
      Path parent = i % 2 == 0 ? texts : texts.getParent();
      Files.write(parent.resolve("doc" + i / 2), RandomText.bytes(i, 40 * i));
    }
    Map<String, String> params = Map.of("weight", weight, "tokens", tokens);
    Runs.assertAlike("tfidf", List.of(texts.getParent()), params, folder);
  }
}
