package dev.tandem.formats.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerCheckTest {
  @TempDir Path folder;

  private String left() throws IOException {
    return Files.createDirectories(folder.resolve("left")).toString();
  }

  private String right() throws IOException {
    return Files.createDirectories(folder.resolve("right")).toString();
  }

  private static void parts(String output, String... contents) throws IOException {
    Files.createDirectories(Path.of(output));
    for (int i = 0; i < contents.length; i++) {
      Files.writeString(Path.of(output, "part-r-0000" + i), contents[i]);
    }
    Files.writeString(Path.of(output, "_SUCCESS"), "");
  }

  private Optional<String> compare(Answer answer) throws IOException {
    return compare(AnswerCheck.of(answer));
  }

  private Optional<String> compare(AnswerCheck check) throws IOException {
    return check.compare(LocalFileStore.INSTANCE, left(), right()).map(Difference::toString);
  }

  @Test
  void sameLinesInAnyOrderAndAnyPartsAreTheSame() throws IOException {
    parts(left(), "a\t1\nb\t2\n", "", "c\t3\nc\t3\n");
    parts(right(), "c\t3\nb\t2\nc\t3\n", "a\t1\n");
    assertThat(compare(Answer.exact())).isEmpty();
    assertThat(compare(Answer.numeric())).isEmpty();
    assertThat(compare(Answer.exact().ordered()))
        .contains("line 1: left has 'a\t1', right has 'c\t3'");
  }

  @Test
  void firstDifferingKeyIsNamedWithBothValues() throws IOException {
    parts(left(), "z\t1\nb\t2\n\uD83D\uDE00\t1\n", "c\t3\n");
    parts(right(), "z\t2\n\uFF5E\t9\n\uD83D\uDE00\t1\nb\t2\nc\t3\n");
    assertThat(compare(Answer.exact())).contains("key 'z': left has '1', right has '2'");
    parts(right(), "z\t1\n\uD83D\uDE00\t2\nb\t2\n\uFF5E\t9\nc\t3\n");
    assertThat(compare(Answer.exact()))
        .as("code point order")
        .contains("key '\uFF5E': left has nothing, right has '9'");
  }

  @Test
  void duplicatesCount() throws IOException {
    parts(left(), "a\t1\n".repeat(3) + "line without tab\n");
    parts(right(), "a\t1\n" + "line without tab\n".repeat(3));
    assertThat(compare(Answer.exact()))
        .contains("key 'a': left has '1' (2 times), right has nothing");
    parts(left(), "line\n".repeat(5));
    parts(right(), "line\n");
    assertThat(compare(Answer.numeric()))
        .contains("key 'line': left has the line (4 times), right has nothing");
  }

  @Test
  void numbersMayDifferByTheTolerance() throws IOException {
    parts(left(), "a\t0.30000000000000004\nc\t1.0,2.0|x\nk\t5\t1e300\n3.0000000001\n");
    parts(right(), "k\t5\t1.0000000001e300\na\t0.3\nc\t1.0000000001,2|x\n3\n");
    assertThat(compare(Answer.numeric())).isEmpty();
    assertThat(compare(new Answer(1e-12, false)))
        .contains("key '': left has '3.0000000001', right has '3'");
    assertThat(compare(Answer.exact())).isPresent();
    parts(right(), "k\t5\t1e300\na\t0.3001\nc\t1,2|x\n3\n");
    assertThat(compare(Answer.numeric()))
        .contains("key 'a': left has '0.30000000000000004', right has '0.3001'");
  }

  @Test
  void textIsNeverTolerated() throws IOException {
    parts(left(), "a\tNaN\nb\t1d\nc\t1,2\n");
    for (String other :
        List.of(
            "a\tNaN\nb\t1f\nc\t1,2\n",
            "a\t0\nb\t1d\nc\t1,2\n",
            "a\tNaN\nb\t1d\nc\t1;2\n",
            "a\tNaN\nb\t1d\nc\t1,2,\n",
            "a\tNaN\nb\t1d\nd\t1,2\n")) {
      parts(right(), other);
      assertThat(compare(new Answer(0.5, false))).as(other).isPresent();
    }
  }

  @Test
  void linesOfOneKeyAreMatchedByValue() throws IOException {
    parts(left(), "k\t10.0\nk\t9.0\nk\t9.0\nk\tx\n");
    parts(right(), "k\tx\nk\t9.00000000001\nk\t10.00000000001\nk\t8.99999999999\n");
    assertThat(compare(Answer.numeric())).isEmpty();
    parts(right(), "k\tx\nk\t9.00000000001\nk\t10.00000000001\nk\t10.00000000002\n");
    assertThat(compare(Answer.numeric())).isPresent();
  }

  @Test
  void orderedAnswersTolerateNumbersButNoDisorder() throws IOException {
    parts(left(), "a\t1.0\n", "b\t2.0\n");
    parts(right(), "a\t1.00000000001\nb\t2.0\n");
    assertThat(compare(Answer.numeric().ordered())).isEmpty();
    parts(right(), "b\t2.0\na\t1.00000000001\n");
    assertThat(compare(Answer.numeric().ordered()))
        .contains("line 1: left has 'a\t1.0', right has 'b\t2.0'");
    parts(right(), "a\t1.0\n");
    assertThat(compare(Answer.exact().ordered()))
        .contains("key 'b': left has '2.0', right has nothing");
  }

  @Test
  void eachFolderIsCompared() throws IOException {
    parts(left(), "a\n");
    parts(right(), "a\n");
    parts(left() + "/errors", "x\t1\n");
    assertThat(compare(Answer.exact())).contains("errors: the folder: left has it, right has none");
    parts(right() + "/errors", "x\t2\n");
    assertThat(compare(Answer.exact())).contains("errors: key 'x': left has '1', right has '2'");
    parts(right() + "/errors", "x\t1\n");
    assertThat(compare(Answer.exact())).isEmpty();
  }

  @Test
  void answerLargerThanMemoryIsComparedInPasses() throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < 3000; i++) {
      lines.add("key" + i + "\t" + random.nextDouble());
    }
    parts(left(), String.join("\n", lines) + "\n");
    Collections.shuffle(lines, random);
    lines.replaceAll(line -> line.startsWith("key7") ? line + "0" : line);
    parts(right(), String.join("\n", lines) + "\n");
    AnswerCheck small = AnswerCheck.of(Answer.numeric()).memory(50_000);
    assertThat(compare(small)).isEmpty();
    assertThat(compare(AnswerCheck.of(Answer.exact()).memory(50_000)).orElseThrow())
        .startsWith("key 'key7': ");
    lines.replaceAll(line -> line.startsWith("key5") ? line.replace("key5", "yek5") : line);
    parts(right(), String.join("\n", lines) + "\n");
    assertThat(compare(small).orElseThrow())
        .startsWith("key 'key5': ")
        .endsWith("right has nothing");
  }

  private static void binary(String output, int... records) throws IOException {
    Files.createDirectories(Path.of(output));
    byte[] bytes = new byte[3 * records.length];
    for (int i = 0; i < records.length; i++) {
      bytes[3 * i] = '\n'; // no separator here
      bytes[3 * i + 1] = (byte) (records[i] >> 8);
      bytes[3 * i + 2] = (byte) records[i];
    }
    int cut = records.length / 2 * 3;
    Files.write(Path.of(output, "part-r-00000"), Arrays.copyOf(bytes, cut));
    Files.write(Path.of(output, "part-r-00001"), Arrays.copyOfRange(bytes, cut, bytes.length));
  }

  @Test
  void binaryRecordsAreComparedByTheirBytes() throws IOException {
    Answer binary = Answer.binary(3);
    binary(left(), 0x0A09, 0x80FF, 0x0A09, 0x7F00);
    binary(right(), 0x0A09, 0x7F00, 0x80FF, 0x0A09);
    assertThat(compare(binary)).isEmpty();
    assertThat(compare(AnswerCheck.of(binary).memory(1))).isEmpty();
    assertThat(compare(binary.ordered()))
        .contains("record 2: left has '0a80ff', right has '0a7f00'");
    binary(right(), 0x0A09, 0x7F00, 0x80FF, 0x80FF, 0x80FF);
    assertThat(compare(binary)).contains("key '0a0a09': left has the record, right has nothing");
    binary(left(), 0x0A09, 0x7F00, 0x80FF);
    assertThat(compare(binary.ordered()))
        .contains("key '0a80ff': left has nothing, right has the record (2 times)");
  }

  @Test
  void digestIsThatOfTheRecords() throws IOException {
    binary(left(), 1, 2, 1);
    long one = Digest.hash(new byte[] {'\n', 0, 1}, 0, 3);
    long two = Digest.hash(new byte[] {'\n', 0, 2}, 0, 3);
    assertThat(AnswerCheck.of(Answer.binary(3)).digest(LocalFileStore.INSTANCE, left()))
        .isEqualTo(new Digest(3, 2 * one + two));
    parts(right(), "ab\n", "");
    assertThat(AnswerCheck.of(Answer.exact()).digest(LocalFileStore.INSTANCE, right()))
        .isEqualTo(new Digest(1, Digest.hash(new byte[] {'a', 'b'}, 0, 2)));
  }

  @Test
  void partFileThatEndsInsideARecordIsNamed() throws IOException {
    binary(left(), 1, 2);
    binary(right(), 1, 2);
    Path torn = Files.write(Path.of(right(), "part-r-00001"), new byte[] {'\n', 0, 2, '\n'});
    for (Answer answer : List.of(Answer.binary(3), Answer.binary(3).ordered())) {
      assertThatThrownBy(() -> compare(answer))
          .hasMessageStartingWith(
              torn + ", byte 3: the last record is cut: 4 bytes are not a multiple of 3");
    }
  }

  @Test
  void compressedOutputsAreRead() throws IOException {
    parts(left(), "a\n");
    try (java.io.OutputStream out =
        new java.util.zip.GZIPOutputStream(
            Files.newOutputStream(Path.of(right(), "part-m-00000.gz")))) {
      out.write('a');
      out.write('\n');
    }
    assertThat(compare(Answer.exact().ordered())).isEmpty();
  }

  @Test
  void missingOutputIsNamed() throws IOException {
    String gone = folder.resolve("gone").toString();
    String there = left();
    assertThatThrownBy(
            () -> AnswerCheck.of(Answer.exact()).compare(LocalFileStore.INSTANCE, there, gone))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'" + gone + "' does not exist");
  }

  @Test
  void longValuesAreShortened() throws IOException {
    parts(left(), "k\t" + "x".repeat(10_000) + "\n");
    parts(right(), "k\t" + "y".repeat(10_000) + "\n");
    assertThat(compare(Answer.exact()).orElseThrow()).hasSizeLessThan(500);
  }
}
