package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.text.AttemptBars;
import org.junit.jupiter.api.Test;

class AttemptBarsTest {
  @Test
  void barsLieOnOneScale() {
    String lines =
        new AttemptBars()
            .add("first", 0, 500, '=')
            .add("b", 500, 1000, 'x')
            .add("none", 1000, 1000, '-')
            .print(40);
    assertThat(lines)
        .isEqualTo(
            "  first  ===========              500 ms\n"
                + "  b                 xxxxxxxxxxxx  500 ms\n"
                + "  none                         -    0 ms\n");
  }

  @Test
  void linesAreAsNarrowAsTheTerminal() {
    for (int columns : new int[] {40, 80, 200}) {
      String lines = new AttemptBars().add("m_000000_0", 3, 9, '=').print(columns);
      assertThat(lines.stripTrailing()).hasSize(columns);
    }
    assertThat(new AttemptBars().print(80)).isEmpty();
  }

  @Test
  void clocksThatDisagreeGiveNoNegativeBar() {
    assertThat(new AttemptBars().add("a", -5, -9, '=').add("b", 9, 3, '=').print(40))
        .containsPattern("a  = ")
        .containsPattern("b +=  ");
  }
}
