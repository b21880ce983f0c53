package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfTextTest {
  private static final List<Parameter> DECLARED =
      List.of(
          new Parameter("exponent", "1.0", ""),
          new Parameter("vocabulary", "100000", ""),
          new Parameter("style", "plain", ""));

  private static String text(int lines, Map<String, String> given) {
    RecordSource source =
        new ZipfText().open(Params.of("zipf-text", DECLARED, given), 11, DataSize.rows(lines));
    ByteLine line = new ByteLine();
    for (int i = 0; i < lines; i++) {
      source.next(line);
    }
    return new String(line.array(), 0, line.length(), StandardCharsets.UTF_8);
  }

  /** Pearson's test of the counts against the exact frequencies; the words give the ranks. */
  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1.0", "1.5"})
  void frequenciesFollowTheExponent(String exponent) {
    int vocabulary = 1000;
    String text = text(40_000, Map.of("vocabulary", "1000", "exponent", exponent));
    Map<String, Integer> counts = new HashMap<>();
    for (String word : text.split("\\s")) {
      counts.merge(word, 1, Integer::sum);
    }
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    double s = Double.parseDouble(exponent);
    double norm = 0;
    for (int rank = 1; rank <= vocabulary; rank++) {
      norm += Math.pow(rank, -s);
    }
    WordList words = new WordList(vocabulary, false);
    double chiSquare = 0;
    for (int rank = 1; rank <= vocabulary; rank++) {
      double expected = total * Math.pow(rank, -s) / norm;
      double difference = counts.getOrDefault(words.word(rank - 1), 0) - expected;
      chiSquare += difference * difference / expected;
    }
    // 999 degrees of freedom: mean 999, deviation 45. Five deviations either way; the seed is
    // fixed.
    assertThat(chiSquare).isBetween(775.0, 1223.0);
  }

  @Test
  void plainTextHoldsNothingButItsVocabulary() {
    String text = text(2000, Map.of("vocabulary", "50"));
    assertThat(text.split("\n"))
        .hasSize(2000)
        .allMatch(line -> line.matches("[a-z]+(?: [a-z]+){9,19}"));
    assertThat(new HashSet<>(List.of(text.split("\\s")))).hasSize(50);
  }

  @Test
  void proseDiffersByTokeniser() {
    String text = text(2000, Map.of("style", "prose"));
    assertThat(text).containsPattern("[a-z]\\. [A-Z]").containsPattern("[a-z], [a-z]");
    assertThat(text).containsPattern("[\u00e1\u00e9\u00ef\u00f6\u00fc]");
  }

  @Test
  void defaultTokensTakeNearlyTenBytes() {
    String text = text(20_000, Map.of());
    assertThat(text.length() / (double) text.split("\\s").length).isCloseTo(9.85, within(0.1));
  }

  @Test
  void wordsAreDistinctAndDoNotDependOnTheListsSize() {
    WordList large = new WordList(100_000, true);
    WordList small = new WordList(1000, true);
    Set<String> seen = new HashSet<>();
    for (int rank = 0; rank < large.size(); rank++) {
      assertThat(seen.add(large.word(rank))).isTrue();
      if (rank < small.size()) {
        assertThat(small.word(rank)).isEqualTo(large.word(rank));
      }
    }
  }
}
