package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 KB",
    "1250, 1.25 KB",
    "999499, 999 KB",
    "999500, 1.00 MB",
    "37933, 37.9 KB",
    "9223372036854775807, 9.22 EB"
  })
  void bytes(long bytes, String text) {
    assertThat(Human.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      0 | 0
      999999 | 999,999
      26100000 | 26.1 M
      999400000 | 999 M
      999600000 | 1.00 G
      5000000000 | 5.00 G
      """)
  void counts(long count, String text) {
    assertThat(Human.count(count)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.00 s",
    "59999, 60.0 s",
    "60000, 1 min 0 s",
    "192000, 3 min 12 s"
  })
  void durations(long millis, String text) {
    assertThat(Human.millis(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1.00",
    "2411, 388, 6.21",
    "0, 0, ''",
    "0, 5, -",
    "5, 0, -",
    "1, 1000, < 0.01",
    "5000, 1, '5,000'"
  })
  void ratios(long a, long b, String text) {
    assertThat(Human.ratio(a, b)).isEqualTo(text);
  }

  @Test
  void numbersDoNotFollowTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Human.bytes(1250)).isEqualTo("1.25 KB");
      assertThat(Human.exact(1250)).isEqualTo("1,250");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void figuresAreAligned() {
    TextTable table =
        TextTable.figures(List.of("", "mapreduce", "rdd"))
            .row("time", "2.41 s", "388 ms")
            .row("bytes spilled", "0", "1.25 MB");
    assertThat(table.print(80))
        .isEqualTo(
            """
                            mapreduce       rdd
            time               2.41 s    388 ms
            bytes spilled           0   1.25 MB
            """);
  }

  @Test
  void wordsAreWrappedToTheTerminal() {
    TextTable table =
        TextTable.words("job", "what it computes")
            .row("wordcount", "how often each token occurs in all of the input");
    assertThat(table.print(36))
        .isEqualTo(
            """
            job         what it computes
            wordcount   how often each token
                        occurs in all of the
                        input
            """);
  }

  @Test
  void aLongNameStandsAboveItsWordsWhereThereIsNoRoomBesideIt() {
    TextTable table =
        TextTable.words("switch", "engine", "meaning")
            .row("a.switch.with.a.very.long.name", "rdd", "how often a task may be tried");
    assertThat(table.print(40))
        .isEqualTo(
            """
            switch
                engine   meaning
            a.switch.with.a.very.long.name
                rdd      how often a task may be
                         tried
            """);
    assertThat(table.print(80)).startsWith("switch                           engine   meaning\n");
  }

  @Test
  void markdownIsEscaped() {
    String markdown = TextTable.words("a").row("x|y <b> *z* \\ \n").markdown();
    assertThat(markdown).isEqualTo("| a |\n| --- |\n| x\\|y &lt;b> \\*z\\* \\\\ |\n");
    assertThatThrownBy(() -> TextTable.words("a").row("1", "2"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textFromOutsideCannotMoveTheCursor() {
    assertThat(Plain.line(" a\tb\r\nc\u001b[2J\u0000\u202e ")).isEqualTo("a b c?[2J??");
    assertThat(Plain.line("abcdef", 4)).isEqualTo("abc…");
    assertThat(Plain.line("ab😀def", 4)).isEqualTo("ab…");
  }

  @Test
  void linesBreakAtBlanksAndLongWordsAnywhere() {
    assertThat(Wrap.words("aa bb cc", 5)).containsExactly("aa bb", "cc");
    assertThat(Wrap.words("abcdefgh", 3)).containsExactly("abc", "def", "gh");
    assertThat(Wrap.words("", 3)).containsExactly("");
    assertThat(Wrap.hanging("x: ", "aaaa bbbb cccc", 12))
        .containsExactly("x: aaaa bbbb", "   cccc");
    assertThat(Wrap.sideBySide(List.of(List.of("a"), List.of("b", "c")), 3, "|"))
        .isEqualTo("a  |b\n   |c\n");
  }
}
