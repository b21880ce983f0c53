package dev.tandem.contract.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobArgsTest {
  private static final Param<String> TOKENS =
      Param.choice("tokens", "words", "how lines are split", "words", "letters");
  private static final Param<Integer> K = Param.number("k", 10, "how many");
  private static final Param<Double> DAMPING =
      Param.decimal("damping", 0.85, "share that is passed on");
  private static final Param<Boolean> HEADER = Param.flag("header", false, "whether there is one");
  private static final Param<List<Integer>> COLUMNS = Param.columns("columns", "0,1", "which ones");
  private static final Param<String> PATTERN = Param.text("pattern", null, "what is looked for");

  /**
   * Paths and links out of a folder, in the ways of several systems; names that mislead or hide.
   */
  private static final List<String> HOSTILE_NAMES =
      List.of(
          "..",
          ".",
          "../up",
          "../../x",
          "a/../../x",
          "/root",
          "//root",
          "a/b",
          "a/",
          "a\\b",
          "..\\x",
          "C:\\x",
          "C:x",
          "\\\\host\\x",
          "file:///x",
          "%2e%2e%2fx",
          "..%2fx",
          "~",
          "~root",
          ".hidden",
          "_x",
          "-x",
          "a\0",
          "a\0/../x",
          "a\nb",
          "a\n",
          "a b",
          " a",
          "\u00e4",
          "a".repeat(65));

  private record Sample() implements Job {
    @Override
    public String name() {
      return "sample";
    }

    @Override
    public List<Param<?>> params() {
      return List.of(TOKENS, K, DAMPING, HEADER, COLUMNS, PATTERN);
    }

    @Override
    public void define(Pipeline p, JobArgs args) {}
  }

  private static JobArgs args(Map<String, String> typed) {
    return JobArgs.of(new Sample(), List.of("in"), typed);
  }

  @Test
  void defaultsHoldUntilSomethingIsTyped() {
    JobArgs args = args(Map.of("pattern", "x+"));
    assertThat(args.get(TOKENS)).isEqualTo("words");
    assertThat(args.get(K)).isEqualTo(10);
    assertThat(args.get(DAMPING)).isEqualTo(0.85);
    assertThat(args.get(HEADER)).isFalse();
    assertThat(args.get(COLUMNS)).containsExactly(0, 1);
    assertThat(args.get(PATTERN)).isEqualTo("x+");
    assertThat(args.given(PATTERN)).isTrue();
    assertThat(args.given(K)).isFalse();
    assertThat(args.inputs()).containsExactly("in");
  }

  @Test
  void typedValuesAreRead() {
    JobArgs args =
        args(
            Map.of(
                "pattern", "", "k", "-3", "damping", "1e-3", "header", "true", "columns", " 4, 2",
                "tokens", "letters"));
    assertThat(args.get(K)).isEqualTo(-3);
    assertThat(args.get(DAMPING)).isEqualTo(0.001);
    assertThat(args.get(HEADER)).isTrue();
    assertThat(args.get(COLUMNS)).containsExactly(4, 2);
    assertThat(args.get(TOKENS)).isEqualTo("letters");
    assertThat(args(Map.of("pattern", "", "columns", "")).get(COLUMNS)).isEmpty();
  }

  private static void assertRefused(Map<String, String> typed, String... message) {
    assertThatThrownBy(() -> args(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(message);
  }

  @Test
  void anUnknownParameterBringsASuggestion() {
    assertRefused(
        Map.of("pattern", "x", "dampning", "1"),
        "job sample",
        "'dampning'",
        "did you mean 'damping'?");
    assertRefused(
        Map.of("pattern", "x", "something", "1"), "'something'", "there are: tokens, k, damping");
  }

  @Test
  void aMissingParameterIsNamedWithItsMeaning() {
    assertRefused(Map.of(), "job sample", "pattern", "what is looked for", "-p pattern=");
  }

  @Test
  void aValueOfTheWrongKindIsNamedWithWhatIsExpected() {
    assertRefused(Map.of("pattern", "x", "k", "ten"), "parameter k is 'ten'", "whole number");
    assertRefused(Map.of("pattern", "x", "k", "1.5"), "whole number");
    assertRefused(Map.of("pattern", "x", "damping", "a"), "decimal number");
    assertRefused(Map.of("pattern", "x", "header", "yes"), "true, false");
    assertRefused(Map.of("pattern", "x", "tokens", "bytes"), "words, letters");
    assertRefused(Map.of("pattern", "x", "columns", "1,-2"), "columns");
    assertRefused(Map.of("pattern", "x", "columns", "1,,2"), "columns");
  }

  @Test
  void aParameterThatTheJobDoesNotDeclareIsABug() {
    Param<Integer> other = Param.number("other", 1, "unknown");
    assertThatThrownBy(() -> args(Map.of("pattern", "x")).get(other))
        .hasMessageContaining("'other'")
        .hasMessageContaining("params()");
  }

  @Test
  void outputsCannotLeaveTheirFolder() {
    JobArgs args = args(Map.of("pattern", "x"));
    assertThat(args.output().name()).isEmpty();
    assertThat(args.output("errors").name()).isEqualTo("errors");
    for (String good : List.of("a..b", "a.", "a.txt", "A-b_c", "9", "con", "a".repeat(64))) {
      assertThat(args.output(good).name()).isEqualTo(good);
    }
    assertThat(HOSTILE_NAMES).hasSize(30).doesNotHaveDuplicates();
    for (String bad : HOSTILE_NAMES) {
      assertThatThrownBy(() -> args.output(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("output folder '" + bad + "'");
    }
  }
}
