package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLineTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE})
  void printsWholeNumbers(long value) {
    ByteLine line = new ByteLine();
    line.appendLong(value);
    assertThat(text(line)).isEqualTo(Long.toString(value));
  }

  @ParameterizedTest
  @CsvSource({"-1250,3,-1.250", "-4,4,-0.0004", "0,2,0.00", "123456,4,12.3456", "10,1,1.0"})
  void printsDecimals(long scaled, int decimals, String expected) {
    ByteLine line = new ByteLine();
    line.appendFixed(scaled, decimals);
    assertThat(text(line)).isEqualTo(expected);
  }

  @Test
  void growsAndKeepsWhatItHolds() {
    ByteLine line = new ByteLine();
    line.append("ab");
    line.fill('x', 10_000);
    line.append('c');
    assertThat(text(line)).isEqualTo("ab" + "x".repeat(10_000) + "c");
    line.truncate(2);
    assertThat(text(line)).isEqualTo("ab");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> line.get(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> line.truncate(3));
  }

  private static String text(ByteLine line) {
    return new String(line.array(), 0, line.length(), StandardCharsets.UTF_8);
  }
}
