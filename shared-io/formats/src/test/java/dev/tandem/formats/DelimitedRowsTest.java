package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.job.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedRowsTest {
  private static final List<String> IN = List.of(Records.FILE);
  private static final OutputFolder OUT = new OutputFolder("");

  private static List<List<String>> csv(String text) throws IOException {
    return Records.read(DelimitedRows.csv(IN), new MemoryStore().with(Records.FILE, text));
  }

  private static List<String> row(String... cells) {
    return List.of(cells);
  }

  @Test
  void csvFollowsTheRfc() throws IOException {
    assertThat(csv("a,b\r\nc,d\r\n")).containsExactly(row("a", "b"), row("c", "d"));
    assertThat(csv("a,b\rc,d\ne")).containsExactly(row("a", "b"), row("c", "d"), row("e"));
    assertThat(csv("\"a,\"\"b\"\"\",\"x\r\ny\"\n")).containsExactly(row("a,\"b\"", "x\r\ny"));
    assertThat(csv("a,\"\",,\" \", b \n")).containsExactly(row("a", "", "", " ", " b "));
    assertThat(csv("\n\r\n\"\"\n,\n\n")).containsExactly(row(""), row("", ""));
    assertThat(csv("\uFEFF\"a\",b\n\uFEFFc")).containsExactly(row("a", "b"), row("\uFEFFc"));
    assertThat(csv("a,b,c\nd\n")).containsExactly(row("a", "b", "c"), row("d"));
    assertThat(csv("a\"b,c\n")).containsExactly(row("a\"b", "c"));
    assertThat(csv("")).isEmpty();
    assertThat(csv("\uFEFF")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ar-EG-u-nu-arab"})
  void malformedCsvNamesTheLine(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertThatThrownBy(() -> csv("a\n\"b\nc\n"))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "in/file, line 2: a quote is never closed; double the quotes inside quoted cells");
      assertThatThrownBy(() -> csv("\"one\ntwo\"\n\nx,\"y\"z\n"))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("in/file, line 4: a closing quote is followed by something else");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<List<String>> byWhiteSpace(String text) throws IOException {
    return Records.read(DelimitedRows.byWhiteSpace(IN), new MemoryStore().with(Records.FILE, text));
  }

  @Test
  void whiteSpaceSeparatesInRuns() throws IOException {
    assertThat(byWhiteSpace("a b\n\nc\t \u000B\f d\t\r\n  e\n \t\nf"))
        .containsExactly(row("a", "b"), row("c", "d"), row("e"), row("f"));
    assertThat(byWhiteSpace("\u00E9\u00A0\u2003x \uD83D\uDE00\u0085\n"))
        .as("only that of ASCII")
        .containsExactly(row("\u00E9\u00A0\u2003x", "\uD83D\uDE00\u0085"));
    assertThatThrownBy(() -> byWhiteSpace("a b\n").get(0).add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void cellsCutAsBytesAreThoseOfTheDecodedLine() throws IOException {
    byte[][] parts = {
      {'a'},
      {' '},
      {'\t'},
      {' '},
      {(byte) 0xC3, (byte) 0xA9},
      {(byte) 0xE2, (byte) 0x82},
      {(byte) 0xF0},
      {(byte) 0x80},
      "12345678".getBytes(StandardCharsets.UTF_8),
      {0x0B},
      {0x1F}
    };
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int i = random.nextInt(12); i >= 0; i--) {
        line.writeBytes(parts[random.nextInt(parts.length)]);
      }
      String text = line.toString(StandardCharsets.UTF_8);
      List<String> expected = new ArrayList<>(List.of(text.split("[ \t\u000B]+")));
      expected.remove("");
      MemoryStore files = new MemoryStore().with(Records.FILE, line.toByteArray());
      assertThat(Records.read(DelimitedRows.byWhiteSpace(IN), files))
          .as("%s", text)
          .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }
  }

  @Test
  void columnsAreCountedBetweenRunsOfWhiteSpace() throws IOException {
    MemoryStore files = new MemoryStore().with(Records.FILE, "a  b\tc\nd e\n");
    DelimitedRows rows = DelimitedRows.byWhiteSpace(IN).header(true);
    assertThat(Records.read(rows.columns(List.of(1, 0)), files)).containsExactly(row("e", "d"));
    assertThatThrownBy(() -> Records.read(rows.columns(List.of(2)), files))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("in/file, line 2")
        .hasMessageContaining("no column 2");
    assertThat(rows.columns(List.of(2)).describe())
        .isEqualTo("column 2 of rows separated by white space of in/file");
  }

  @Test
  void csvIsOneSplitAndKnowsItsLines() throws IOException {
    MemoryStore files = new MemoryStore().with(Records.FILE, "h\n\"a\nb\"\n\nc\n");
    DelimitedRows rows = DelimitedRows.csv(IN).header(true);
    List<Split> splits = rows.splits(files, Records.size(2));
    assertThat(splits).hasSize(1);
    List<String> positions = new ArrayList<>();
    try (RecordReader<List<String>> reader = rows.open(files, splits.get(0))) {
      while (reader.read(row -> positions.add(reader.position()), 1)) {
        // Each row.
      }
    }
    assertThat(positions).containsExactly("in/file, line 2", "in/file, line 5");
  }

  @Test
  void malformedUtf8IsReplacedAsInTextLines() throws IOException {
    Random random = new Random(5);
    int[] alphabet = {'a', 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0xFF, '\n'};
    for (int round = 0; round < 300; round++) {
      byte[] file = new byte[random.nextInt(30)];
      for (int i = 0; i < file.length; i++) {
        file[i] = (byte) alphabet[random.nextInt(alphabet.length)];
      }
      MemoryStore files = new MemoryStore().with(Records.FILE, file).pieces(1 + random.nextInt(3));
      List<List<String>> lines =
          Records.read(TextLines.of(IN), files).stream()
              .filter(line -> !line.isEmpty())
              .map(List::of)
              .toList();
      assertThat(Records.read(DelimitedRows.csv(IN), files)).isEqualTo(lines);
      assertThat(Records.read(DelimitedRows.tsv(IN), files)).isEqualTo(lines);
    }
  }

  @Test
  void separatorsCutExactly() throws IOException {
    MemoryStore files = new MemoryStore().with(Records.FILE, "a||b|\n\n|\r\n\"x|y\"\n");
    assertThat(Records.read(DelimitedRows.of("|", IN), files))
        .containsExactly(row("a", "", "b", ""), row("", ""), row("\"x", "y\""));
    assertThat(Records.read(DelimitedRows.of("||", IN), files))
        .containsExactly(row("a", "b|"), row("|"), row("\"x|y\""));
    files = new MemoryStore().with(Records.FILE, "a\tb\\tc\n");
    assertThat(Records.read(DelimitedRows.of("\\t", IN), files)).containsExactly(row("a", "b\\tc"));
    assertThat(Records.read(DelimitedRows.of("tsv", IN), files)).containsExactly(row("a", "b\\tc"));
    assertThatThrownBy(() -> DelimitedRows.of("", IN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DelimitedRows.of("\n", IN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h1|h2\na|b\nc|d",
        "\n\r\n\nh1|h2\n\na|b\nc|d\n",
        "\uFEFF\n\nh1|h2\ra|b\r\nc|d",
        "\uFEFFh\na|b\n\n\nc|d"
      })
  void headerIsDroppedOnceHoweverTheFileIsCut(String text) throws IOException {
    MemoryStore files = new MemoryStore().with(Records.FILE, text);
    DelimitedRows rows = DelimitedRows.of("|", IN).header(true);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    for (int size = 1; size <= length; size++) {
      assertThat(Records.read(rows, files, Records.size(size)))
          .containsExactly(row("a", "b"), row("c", "d"));
    }
    for (int cut = 0; cut <= length; cut++) {
      assertThat(Records.readCut(rows, files, cut)).containsExactly(row("a", "b"), row("c", "d"));
    }
  }

  @Test
  void columnsAreThoseOfWholeRows() throws IOException {
    Random random = new Random(6);
    String[] separators = {"|", "|-", "\u00e9", "-"};
    int failed = 0;
    for (int round = 0; round < 400; round++) {
      String separator = separators[round % separators.length];
      byte[] text = randomRows(random, separator);
      MemoryStore files = new MemoryStore().with(Records.FILE, text);
      DelimitedRows rows = DelimitedRows.of(separator, IN);
      List<List<String>> whole = Records.read(rows, files);
      DelimitedRows picked = rows.columns(List.of(2, 0, 2));
      if (whole.stream().allMatch(row -> row.size() > 2)) {
        assertThat(Records.read(picked, files))
            .isEqualTo(whole.stream().map(row -> row(row.get(2), row.get(0), row.get(2))).toList());
      } else {
        failed++;
        assertThatThrownBy(() -> Records.read(picked, files))
            .hasMessageContaining("and no column 2 (they count from 0)");
      }
    }
    assertThat(failed).isBetween(20, 200);
  }

  /** Rows of three cells or more, and now and then one of two; cells may be malformed. */
  private static byte[] randomRows(Random random, String separator) throws IOException {
    byte[] alphabet = {'a', '|', '-', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, (byte) 0xE2};
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int row = random.nextInt(4); row >= 0; row--) {
      int cells = random.nextInt(12) == 0 ? 2 : 3 + random.nextInt(2);
      for (int cell = 0; cell < cells; cell++) {
        text.write((cell == 0 ? "" : separator).getBytes(StandardCharsets.UTF_8));
        for (int i = random.nextInt(3); i > 0; i--) {
          text.write(alphabet[random.nextInt(alphabet.length)]);
        }
      }
      text.write(
          random.nextInt(3) == 0 ? "\r\n\n".getBytes(StandardCharsets.UTF_8) : new byte[] {'\n'});
    }
    return text.toByteArray();
  }

  @Test
  void columnsOfCsvMayBeQuoted() throws IOException {
    MemoryStore files = new MemoryStore().with(Records.FILE, "h\na,\"b,\nc\",d\n\ne,f,\n");
    assertThat(Records.read(DelimitedRows.csv(IN).header(true).columns(List.of(1, 2)), files))
        .containsExactly(row("b,\nc", "d"), row("f", ""));
    assertThat(Records.read(DelimitedRows.csv(IN).columns(List.of()), files))
        .containsExactly(row(), row(), row());
  }

  @Test
  void rowWithoutAWantedColumnIsNamed() {
    MemoryStore files = new MemoryStore().with(Records.FILE, "h\na,b\n\nc\n");
    for (DelimitedRows rows : List.of(DelimitedRows.csv(IN), DelimitedRows.of(",", IN))) {
      assertThatThrownBy(() -> Records.read(rows.header(true).columns(List.of(0, 1)), files))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("in/file, line 4")
          .hasMessageEndingWith(
              ": the row has 1 column and no column 1 (they count from 0);"
                  + " correct the row, the separator or the column");
    }
    assertThatThrownBy(() -> DelimitedRows.csv(IN).columns(List.of(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void placesAreInInputOrderHoweverTheFilesAreCut() throws IOException {
    MemoryStore files =
        new MemoryStore()
            .with("in/b", "h\n1\n2\n\n3\n")
            .with("in/a-", "h\n4\n")
            .with("in/a/x", "h\n5\n6")
            .with("first", "h\n7\n8\n");
    List<String> paths = List.of("first", "in");
    List<String> ordered = List.of("7", "8", "5", "6", "4", "1", "2", "3");
    for (DelimitedRows rows : List.of(DelimitedRows.csv(paths), DelimitedRows.tsv(paths))) {
      for (int size = 1; size < 12; size++) {
        List<PlacedRow> placed =
            new ArrayList<>(Records.read(rows.header(true).placed(), files, Records.size(size)));
        Collections.shuffle(placed, new Random(size));
        placed.sort(
            Comparator.comparingInt(PlacedRow::file).thenComparingLong(PlacedRow::position));
        assertThat(placed).extracting(row -> row.cells().get(0)).isEqualTo(ordered);
        assertThat(placed.stream().map(PlacedRow::file).distinct()).containsExactly(0, 1, 2, 3);
      }
    }
  }

  @Test
  void eachFileHasItsHeader() throws IOException {
    MemoryStore files =
        new MemoryStore().with("in/1", "h\n1").with("in/2", "").with("in/3", "h\n3\n");
    assertThat(Records.read(DelimitedRows.csv(List.of("in")).header(true), files))
        .containsExactly(row("1"), row("3"));
    assertThat(Records.read(DelimitedRows.tsv(List.of("in")).header(true), files))
        .containsExactly(row("1"), row("3"));
  }

  @Test
  void compressedCsvThatIsCutFails() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Compression.GZIP.compress(bytes)) {
      out.write("a,b\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] file = bytes.toByteArray();
    List<String> in = List.of("x.csv.gz");
    assertThat(Records.read(DelimitedRows.csv(in), new MemoryStore().with("x.csv.gz", file)))
        .hasSize(1000);
    for (int cut = 1; cut < file.length; cut++) {
      MemoryStore files = new MemoryStore().with("x.csv.gz", java.util.Arrays.copyOf(file, cut));
      assertThatThrownBy(() -> Records.read(DelimitedRows.csv(in), files))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("gzip data is truncated");
    }
  }

  @Test
  void csvSinkWritesWhatTheSourceReads() throws IOException {
    Random random = new Random(11);
    String[] pieces = {"a", ",", "\"", "\n", "\r", " ", "\u00e9", "\uFEFF", "\t", ""};
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      List<String> row = new ArrayList<>();
      for (int cell = random.nextInt(4); cell >= 0; cell--) {
        row.add(pieces[random.nextInt(pieces.length)] + pieces[random.nextInt(pieces.length)]);
      }
      rows.add(row);
      Records.Written one = Records.write(DelimitedSink.csv(OUT), List.of(row));
      assertThat(
              Records.read(
                  DelimitedRows.csv(IN), new MemoryStore().with(Records.FILE, one.bytes())))
          .containsExactly(row);
    }
    Records.Written all = Records.write(DelimitedSink.csv(OUT), rows);
    assertThat(
            Records.read(DelimitedRows.csv(IN), new MemoryStore().with(Records.FILE, all.bytes())))
        .isEqualTo(rows);
    assertThat(all.digest().records()).isEqualTo(500);
  }

  @Test
  void plainSinkRefusesWhatCouldNotBeReadBack() throws IOException {
    DelimitedSink sink = DelimitedSink.tsv(OUT);
    assertThat(Records.write(sink, List.of(List.of("a", 1, 2.5), List.of("", ""))).bytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("a\t1\t2.5\n\t\n");
    for (String cell : List.of("a\tb", "a\nb", "a\r")) {
      assertThatThrownBy(() -> Records.write(sink, List.of(List.of(cell))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("write it as CSV");
    }
    assertThatThrownBy(() -> Records.write(sink, List.of(List.of(""))))
        .hasMessageContaining("blank line");
  }

  @Test
  void rowsSurviveTheirCodec() throws IOException {
    List<List<String>> rows = csv("a,\"b\nc\",\n");
    Output out = new Output(16);
    DelimitedRows.csv(IN).codec().write(rows.get(0), out);
    assertThat(Codecs.list(Codecs.TEXT).read(new Input(out.toByteArray()))).isEqualTo(rows.get(0));
    assertThatThrownBy(() -> rows.get(0).add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
