package dev.tandem.contract.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final List<String> JOBS = List.of("grep", "join", "join-sum", "wordcount");

  @Test
  void theNearestNameIsSuggested() {
    assertThat(Names.didYouMean("wordcout", JOBS)).isEqualTo("; did you mean 'wordcount'?");
    assertThat(Names.didYouMean("joinsum", JOBS)).isEqualTo("; did you mean 'join-sum'?");
    assertThat(Names.didYouMean("gerp", JOBS)).isEqualTo("; did you mean 'grep'?");
  }

  @Test
  void withoutANearNameAllAreListed() {
    assertThat(Names.didYouMean("terasort", JOBS))
        .isEqualTo("; there are: grep, join, join-sum, wordcount");
    assertThat(Names.didYouMean("x", List.of())).isEqualTo("; there are none");
  }

  @Test
  void aSlipIsNearerThanWhatIsSuggested() {
    assertThat(Names.slipOf("wordcuont", JOBS, 2)).contains("wordcount");
    assertThat(Names.slipOf("wordcnt2", JOBS, 2)).isEmpty();
    assertThat(Names.slipOf("gerp", JOBS, 2)).isEmpty(); // half of a short name
    assertThat(Names.slipOf("grip", JOBS, 2)).contains("grep");
    assertThat(Names.slipOf("x", List.of(), 2)).isEmpty();
  }

  @Test
  void distanceCountsEdits() {
    assertThat(Names.distance("", "")).isZero();
    assertThat(Names.distance("abc", "")).isEqualTo(3);
    assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void unknownEnginesAndJobsAreNamed() {
    assertThatThrownBy(() -> Tandem.engine("sprak"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sprak'");
    assertThatThrownBy(() -> JobCatalog.of(NamesTest.class.getClassLoader()).job("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'nothing'");
  }

  @Test
  void answersAreExactUnlessTheySayOtherwise() {
    assertThat(Answer.exact()).isEqualTo(new Answer(0, false));
    assertThat(Answer.numeric().ordered()).isEqualTo(new Answer(1e-9, true));
    assertThat(Answer.binary(100).ordered()).isEqualTo(new Answer(0, true, 100));
    assertThatThrownBy(() -> new Answer(1e-9, false, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
