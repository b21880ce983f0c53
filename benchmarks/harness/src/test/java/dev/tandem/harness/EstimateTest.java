package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateTest {
  @TempDir Path folder;

  @Test
  void estimatesAreRoundedForPeople() {
    assertThat(Estimate.print(49)).isEqualTo("less than a minute");
    assertThat(Estimate.print(60)).isEqualTo("about 1 minute");
    assertThat(Estimate.print(130)).isEqualTo("about 2 minutes");
    assertThat(Estimate.print(9_000)).isEqualTo("about 3 hours");
  }

  @Test
  void whatNeverRanIsGuessedFromTheRightAnswer() {
    Estimate estimate = new Estimate(new Pace(folder.resolve("pace.json")));
    double once = estimate.turn("key", "wordcount", "baseline", 10, 1);
    assertThat(once).isBetween(10.0, 13.0);
    assertThat(estimate.isGuessed()).isTrue();
    assertThat(estimate.turn("key", "wordcount", "baseline", 10, 4)).isGreaterThan(3 * once);
    assertThat(estimate.turn("key", "pagerank", "hadoop", 10, 1))
        .isGreaterThan(estimate.turn("key", "wordcount", "hadoop", 10, 1));
  }

  @Test
  void whatRanBeforeTakesAsLongAgain() throws IOException {
    Path file = folder.resolve("pace.json");
    Pace pace = new Pace(file);
    pace.learn("key", 7);
    pace.write();
    Estimate estimate = new Estimate(new Pace(file));
    double seconds = estimate.turn("key", "wordcount", "hadoop", 1000, 2);
    assertThat(seconds - estimate.fork("hadoop")).isEqualTo(14);
    assertThat(estimate.isGuessed()).isFalse();
  }

  @Test
  void anIllegiblePaceIsNone() throws IOException {
    Path file = folder.resolve("pace.json");
    Files.writeString(file, "no json");
    assertThat(new Pace(file).of("key")).isEmpty();
  }

  @Test
  void whatWouldTakeTooLongIsRefused() {
    Duration limit = Duration.ofMinutes(30);
    assertThatCode(() -> Estimate.check(1800, limit)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Estimate.check(2400, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "this would take about 40 minutes, more than the time limit of 30 minutes: raise it")
        .hasMessageNotContaining("\n");
  }
}
