package dev.tandem.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinSumTest {
  @TempDir Path folder;

  private static JobCase joinSum(String strategy) {
    return JobCase.of(new JoinSum())
        .inputFile("visits", "u1;p;1.5", "u2;p;2", "u1;q;-0.25", "u9;q;7", "", "u3;q;1e1", ";r;3")
        .inputFile("more/users.csv", "u1,\"a|b\"", "u3,c", "u2,\"a|b\"", "u3,d", "u4,e", ",f")
        .param("left", "{dir}/visits")
        .param("right", "{dir}/more")
        .param("left-format", ";")
        .param("left-out", 2)
        .param("right-out", 1)
        .param("strategy", strategy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shuffle", "broadcast"})
  void numbersAreAddedUpByTheGroupOfTheirKey(String strategy) {
    joinSum(strategy).expect("a|b\t3.25", "c\t10.0", "d\t10.0", "f\t3.0");
    joinSum(strategy).param("null-keys", "never").expect("a|b\t3.25", "c\t10.0", "d\t10.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shuffle", "broadcast"})
  void whatIsNoNumberCountsForNothing(String strategy) {
    JobCase.of(new JoinSum())
        .inputFile("l", "a,n/a", "b, 7.5 ", "b,NaN", "b,0x1F", "b,", "b,+4", "b,.5", "b,1.", "c,-")
        .inputFile("r", "a,A", "b,B\\", "c,C")
        .param("left", "{dir}/l")
        .param("right", "{dir}/r")
        .param("left-out", 1)
        .param("right-out", 1)
        .param("strategy", strategy)
        .expect("B\\\\\t13.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shuffle", "broadcast"})
  void keysOfSeveralColumns(String strategy) {
    JobCase keys =
        JobCase.of(new JoinSum())
            .inputFile("l", "a\tb\t1", "a|b\t\t2", "a\t\\N\t4", "a\tb\t8")
            .inputFile("r", "b,a,G", ",a,G", ",a|b,H", "\\N,a,I")
            .param("left", "{dir}/l")
            .param("right", "{dir}/r")
            .param("left-format", "\\t")
            .param("left-key", "0,1")
            .param("right-key", "1,0")
            .param("left-out", 2)
            .param("right-out", 2)
            .param("strategy", strategy);
    keys.expect("G\t9.0", "H\t2.0", "I\t4.0");
    keys.param("null-keys", "never").expect("G\t9.0");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new JoinSum())
        .inputFile("l")
        .inputFile("r", "a,b")
        .param("left", "{dir}/l")
        .param("right", "{dir}/r")
        .param("left-out", 1)
        .param("right-out", 1)
        .expect();
  }

  @Test
  void oneNumberAndOneGroup() {
    joinSum("shuffle").param("left-out", "").expectError("left-out names 0 columns", "exactly 1");
    joinSum("shuffle")
        .param("right-out", "0,1")
        .expectError("right-out names 2 columns", "exactly 1");
    joinSum("shuffle").param("left-key", "0,1").expectError("right-key names 1 column");
  }

  @Test
  void rowsThatCannotBeAreNamed() {
    joinSum("shuffle").param("left-out", 3).expectError("visits", "line 1", "no column 3");
    JobCase.of(new JoinSum())
        .inputFile("l", "a,1", "a,1e999")
        .inputFile("r", "a,b")
        .param("left", "{dir}/l")
        .param("right", "{dir}/r")
        .param("left-out", 1)
        .param("right-out", 1)
        .expectError("line 2", "'1e999' is too large for a double");
  }

  /** Keys that are empty, malformed, quoted or rare, numbers in all forms, several splits. */
  @ParameterizedTest
  @CsvSource({"shuffle, match", "broadcast, never"})
  void agreeOnNastyTables(String strategy, String nullKeys) throws IOException {
    Random random = new Random(9);
    Path left = Files.write(folder.resolve("left"), nasty(random, 6000, "1 -2.5 7e2 x +0.1 3."));
    Path right = Files.write(folder.resolve("right"), nasty(random, 300, "g h \u00e9 \\N i|j"));
    Map<String, String> params =
        Map.of(
            "left", left.toString(),
            "right", right.toString(),
            "left-format", ";",
            "right-format", ";",
            "left-key", "1",
            "right-key", "1",
            "left-out", "0",
            "right-out", "0",
            "null-keys", nullKeys,
            "strategy", strategy);
    Runs.assertAlike("join-sum", List.of(), params, folder);
  }

  private static byte[] nasty(Random random, int rows, String cells) {
    String[] values = cells.split(" ");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      int key = (int) Math.abs(random.nextGaussian() * 60);
      String printed = key == 0 ? "" : key == 1 ? "\\N" : key == 2 ? "\u00e9\u00ff" : "k" + key;
      text.append(values[random.nextInt(values.length)]).append(';').append(printed);
      text.append(random.nextInt(20) == 0 ? ";more\n\n" : "\n");
    }
    // Latin-1 letters are malformed UTF-8; both sides have them.
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
