package dev.tandem.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12345, 12345",
    "7B, 7",
    "3KB, 3000",
    "3KiB, 3072",
    "256MB, 256000000",
    "256MiB, 268435456",
    "1GB, 1000000000",
    "1 GiB, 1073741824",
    "1.5gib, 1610612736",
    "2tb, 2000000000000",
    "2TIB, 2199023255552",
    "9223372036854775807, 9223372036854775807"
  })
  void readsBytes(String text, long bytes) {
    assertThat(DataSize.parse(text)).isEqualTo(DataSize.bytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000rows", "10000 ROWS", " 10000Row "})
  void readsRows(String text) {
    assertThat(DataSize.parse(text)).isEqualTo(DataSize.rows(10_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MB",
        "-1",
        "1,5MB",
        "256m",
        "1g",
        "5 bananas",
        "0.5B",
        "1.5rows",
        "1e3",
        "1_0",
        "9223372036854775808",
        "99999999999TB"
      })
  void refusesWithARemedy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSize.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("256MiB (powers of two)");
  }

  @Test
  void canonicalFormIsReadBack() {
    assertThat(DataSize.parse(DataSize.rows(5).toString())).isEqualTo(DataSize.rows(5));
    assertThat(DataSize.parse(DataSize.bytes(5).toString())).isEqualTo(DataSize.bytes(5));
  }

  @Test
  void unitsDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(DataSize.parse("1MIB").amount()).isEqualTo(1 << 20);
    } finally {
      Locale.setDefault(before);
    }
  }
}
