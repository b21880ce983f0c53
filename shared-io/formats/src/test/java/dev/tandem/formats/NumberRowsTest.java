package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRowsTest {
  private static final List<String> IN = List.of(Records.FILE);

  private static <T> List<T> read(Source<T> source, String text) throws IOException {
    return Records.read(source, new MemoryStore().with(Records.FILE, text));
  }

  private static List<double[]> doubles(String text) throws IOException {
    return read(DelimitedRows.byWhiteSpace(IN).doubles(), text);
  }

  private static double[] row(double... cells) {
    return cells;
  }

  @Test
  void linesOfNumbersAreCutAtWhiteSpace() throws IOException {
    assertThat(doubles("1 2.5\n\n -3\t4e2 \r\n \t\n+.5"))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(row(1, 2.5), row(-3, 400), row(.5));
    assertThat(doubles("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";;", "\u00A0", "csv"})
  void everyWayOfCuttingGivesTheSameNumbers(String format) throws IOException {
    String separator = format.equals("csv") ? "," : format;
    String text = "#x\na,b,c\n1, 2,3\n#,,\n\n-4,5,6.25\n".replace(",", separator);
    DelimitedRows rows = DelimitedRows.of(format, IN).header(true).comments('#');
    assertThat(read(rows.doubles(), text))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(row(1, 2, 3), row(-4, 5, 6.25));
    assertThat(read(rows.columns(List.of(2, 0, 2)).doubles(), text))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(row(3, 1, 3), row(6.25, -4, 6.25));
    assertThat(read(rows.columns(List.of(0)).longs(), text))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new long[] {1}, new long[] {-4});
    assertThat(read(rows, text)).as("and the texts").hasSize(2);
  }

  @Test
  void aQuotedCellOfCsvIsNoComment() throws IOException {
    assertThat(read(DelimitedRows.csv(IN).comments('#'), "\"#a\",1\n#b,2\n"))
        .containsExactly(List.of("#a", "1"));
  }

  @Test
  void aHeaderBehindCommentsBelongsToTheSplitThatHasIt() throws IOException {
    MemoryStore store = new MemoryStore().with(Records.FILE, "#1 1\nx y\n#2 2\n3 4\n5 6\n");
    Source<long[]> source = DelimitedRows.byWhiteSpace(IN).header(true).comments('#').longs();
    for (int cut = 1; cut < 21; cut++) {
      List<Long> firsts = new ArrayList<>();
      for (Split split :
          List.of(new Split(Records.FILE, 0, cut), new Split(Records.FILE, cut, 21 - cut))) {
        try (RecordReader<long[]> reader = source.open(store, split)) {
          reader.read(row -> firsts.add(row[0]), 10);
        }
      }
      assertThat(firsts).as("cut at " + cut).containsExactly(3L, 5L);
    }
  }

  @Test
  void numbersAreThoseOfTheJdk() throws IOException {
    Random random = new Random(1);
    List<String> texts =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    switch (i % 5) {
                      case 0 -> Double.toString(random.nextGaussian());
                      case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong() >>> 2));
                      case 2 -> Long.toString(random.nextLong());
                      case 3 -> random.nextInt(1000) + "." + random.nextInt(100_000);
                      default -> "-" + random.nextInt(10) + ".";
                    })
            .toList();
    List<double[]> rows = doubles(String.join("\n", texts));
    for (int i = 0; i < texts.size(); i++) {
      assertThat(rows.get(i)[0]).as(texts.get(i)).isEqualTo(Double.parseDouble(texts.get(i)));
    }
    assertThat(doubles("-0")).allSatisfy(zero -> assertThat(1 / zero[0]).isNegative());
  }

  @ParameterizedTest
  @CsvSource({
    "x, 'x' is not a decimal number",
    "NaN, 'NaN' is not a decimal number",
    "0x1p3, '0x1p3' is not a decimal number",
    "1d, '1d' is not a decimal number",
    "1e999, '1e999' is too large for a double",
    "-, '-' is not a decimal number",
    "., '.' is not a decimal number",
    "\u0663, '\u0663' is not a decimal number"
  })
  void whatIsNoDecimalNumberIsNamed(String cell, String problem) {
    String message = "in/file, line 2 (byte 4): " + problem + "; correct or remove the row";
    assertThatThrownBy(() -> doubles("1 2\n3 " + cell + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> read(DelimitedRows.csv(IN).doubles(), "1,2\n3,\"" + cell + "\"\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message.replace(" (byte 4)", ""));
  }

  @Test
  void wholeNumbersHaveSixtyFourBits() throws IOException {
    Source<long[]> source = DelimitedRows.byWhiteSpace(IN).longs();
    assertThat(read(source, "9223372036854775807 -9223372036854775808 +7 007"))
        .containsExactly(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 7, 7});
    for (String cell :
        List.of("9223372036854775808", "1.5", "-", "x", "\u0663", "\u0663".repeat(10))) {
      assertThatThrownBy(() -> read(source, "1 " + cell))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("line 1 (byte 0): '" + cell + "' is not a whole number");
    }
  }

  @Test
  void anEmptyCellIsNoNumberAndAMissingOneIsSaid() {
    assertThatThrownBy(() -> read(DelimitedRows.tsv(IN).doubles(), "1\t\t2"))
        .hasMessageContaining("'' is not a decimal number");
    assertThatThrownBy(
            () -> read(DelimitedRows.byWhiteSpace(IN).columns(List.of(1)).doubles(), "1 2\n3\n"))
        .hasMessageContaining("line 2 (byte 4): the row has 1 column and no column 1");
  }

  @Test
  void commentsBeginWithWhatCannotBePartOfARow() {
    for (char start : new char[] {',', '"', ' ', '\t', '\u00E9', '\0'}) {
      assertThatThrownBy(() -> DelimitedRows.csv(IN).comments(start))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
