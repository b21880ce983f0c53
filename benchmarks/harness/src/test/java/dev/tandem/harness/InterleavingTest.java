package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InterleavingTest {
  private static final List<String> ABC = List.of("A", "B", "C");

  @Test
  void roundsGoForthAndBack() {
    assertThat(order(List.of("A", "B"), 2, false)).isEqualTo("AB BA");
    assertThat(order(ABC, 3, false)).isEqualTo("ABC CBA ABC");
  }

  @Test
  void aReversedJobBeginsAtTheEnd() {
    assertThat(order(ABC, 1, true)).isEqualTo("CBA");
    assertThat(order(ABC, 2, true)).isEqualTo("CBA ABC");
  }

  private static String order(List<String> contenders, int rounds, boolean reversed) {
    return Interleaving.of(contenders, rounds, reversed).stream()
        .collect(Collectors.groupingBy(Interleaving.Turn::round))
        .values()
        .stream()
        .map(
            round -> round.stream().map(Interleaving.Turn::contender).collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }
}
