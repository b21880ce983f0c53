package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSinkTest {
  private static final TextSink SINK = TextSink.to(new OutputFolder("counts"));

  /** The digest of the lines of a file, as somebody else would compute it. */
  static Digest digestOf(byte[] file) throws IOException {
    Digest digest = Digest.EMPTY;
    MemoryStore files = new MemoryStore().with("x", file);
    try (LineScanner lines =
        LineScanner.open(files, new Split("x", 0, file.length), LineRule.OUTPUT)) {
      while (lines.next()) {
        byte[] line =
            Arrays.copyOfRange(lines.chunk(), lines.offset(), lines.offset() + lines.length());
        digest = digest.plus(new Digest(1, Digest.hash(line, 0, line.length)));
      }
    }
    return digest;
  }

  private static String written(Object record) throws IOException {
    Records.Written written = Records.write(SINK, List.of(record));
    String text = new String(written.bytes(), StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    return text.substring(0, text.length() - 1);
  }

  @Test
  void recordsAreWrittenAsTheirText() throws IOException {
    assertThat(written("a\u00e9\ud83d\ude00")).isEqualTo("a\u00e9\ud83d\ude00");
    assertThat(written(Pair.of("the", 7L))).isEqualTo("the\t7");
    assertThat(written(Pair.of("k", Pair.of("left", null)))).isEqualTo("k\tleft\t\\N");
    assertThat(written(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(written(1e7)).isEqualTo("1.0E7");
    assertThat(written("bytes".getBytes(StandardCharsets.UTF_8))).isEqualTo("bytes");
    assertThat(written(TextBytes.of("slice").slice(1, 4))).isEqualTo("lic");
    assertThat(written(new double[] {1, 2.5})).isEqualTo("[1.0, 2.5]");
    assertThat(written(new String[][] {{"a"}, {}})).isEqualTo("[[a], []]");
    assertThat(written(List.of("a", 1))).isEqualTo("[a, 1]");
    assertThat(written(Optional.of(true))).isEqualTo("Optional[true]");
    assertThat(written("")).isEmpty();
  }

  @Test
  void numbersAreWrittenAsJavaWritesThem() throws IOException {
    Random random = new Random(3);
    List<Object> numbers =
        new ArrayList<>(List.of(0L, -1, 9, 10, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE));
    for (int i = 0; i < 1000; i++) {
      numbers.add(random.nextLong() >> random.nextInt(64));
    }
    String expected = String.join("\n", numbers.stream().map(String::valueOf).toList()) + "\n";
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(Records.write(SINK, numbers).bytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void loneSurrogatesAreWrittenAsTheEncoderWritesThem() throws IOException {
    for (String text : List.of("a\ud83d", "\ude00b", "\ud83d\ud83d\ude00", "x\ude00\ud83d")) {
      assertThat(Records.write(SINK, List.of(text)).bytes())
          .isEqualTo((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void digestIsThatOfTheLinesReadBack() throws IOException {
    Random random = new Random(9);
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String text = "w" + "x\u00e9\r\uFEFF".repeat(random.nextInt(8));
      records.add(random.nextBoolean() ? text : Pair.of(text, random.nextLong()));
    }
    records.add("long".repeat(200_000));
    records.add("last");
    for (TextSink sink : List.of(SINK, SINK.gzip(), SINK.zstd(), SINK.bzip2())) {
      Records.Written written = Records.write(sink, records);
      String name = "part-r-00000" + sink.extension();
      MemoryStore files =
          new MemoryStore().with("out/" + name, written.bytes()).with("out/_SUCCESS", "");
      Digest digest = Digest.EMPTY;
      try (OutputFiles output = OutputFiles.open(files, "out")) {
        while (output.next()) {
          byte[] line = output.line().toByteArray();
          digest = digest.plus(new Digest(1, Digest.hash(line, 0, line.length)));
        }
        assertThat(output.number()).isEqualTo(records.size());
      }
      assertThat(written.digest()).isEqualTo(digest);
    }
  }

  @Test
  void compressionNamesTheFiles() {
    assertThat(SINK.folder()).isEqualTo("counts");
    assertThat(List.of(SINK, SINK.gzip(), SINK.bzip2(), SINK.zstd()))
        .map(TextSink::extension)
        .containsExactly("", ".gz", ".bz2", ".zst");
  }

  @Test
  void outputIsReadInTheOrderOfItsParts() throws IOException {
    MemoryStore files =
        new MemoryStore()
            .with("out/part-r-00001", "c\r\n\uFEFFd")
            .with("out/part-r-00000", "\uFEFFa\nb\n")
            .with("out/part-r-00002", "")
            .with("out/other", "x\n")
            .with("out/sub/part-r-00000", "y\n");
    assertThat(OutputFiles.lines(files, "out")).containsExactly("\uFEFFa", "b", "c\r", "\uFEFFd");
  }
}
