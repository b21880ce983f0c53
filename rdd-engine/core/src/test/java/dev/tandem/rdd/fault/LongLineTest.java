package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.formats.TextLines;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.testkit.fault.ChildRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A line of 100 MB: refused in a heap of which it is more than an eighth, unless the source says
 * that there are such. While it grows, its buffer is there twice, and then it is a String: where
 * there is no room for that, the place of the line is the message, and the next job is right.
 */
class LongLineTest {
  private static final long LENGTH = 100L << 20;

  @TempDir Path folder;

  public static void main(String[] args) throws IOException {
    String input = args[0] + "/line.txt";
    try (RandomAccessFile hole = new RandomAccessFile(input, "rw")) {
      hole.setLength(LENGTH);
    }
    RunOptions options = RunOptions.defaults().withNodes(1, 1).withScratch(args[0]);
    try (RddContext sc = RddContext.open("lines", options)) {
      try {
        System.out.println("read: " + sc.textFile(input).map(String::length).collect());
      } catch (JobFailed e) {
        System.out.println("refused: " + e.getMessage());
      }
      TextLines<String> large = TextLines.of(List.of(input)).maxLineBytes((int) LENGTH);
      try {
        System.out.println("then: " + sc.read(large).map(String::length).collect());
      } catch (JobFailed e) {
        System.out.println("no room: " + e.getMessage());
      }
      System.out.println("at last: " + sc.parallelize(List.of(1, 2, 3)).reduce(Integer::sum));
    }
  }

  @Test
  void isRefusedWithItsPlaceOrReadAsTheSourceSays() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("340m", LongLineTest.class, folder.resolve("log"), folder.toString());
    assertThat(ended.text())
        .contains("refused: job lines")
        .contains("line.txt, byte 0: a line of more than")
        .contains("then: [" + LENGTH + "]")
        .doesNotContain("OutOfMemoryError");
    assertThat(ended.exit()).isZero();
  }

  /** The heap ends while the buffer grows, or while the text is made of it. */
  @ParameterizedTest
  @ValueSource(strings = {"64m", "128m", "272m"})
  void isOneMessageWhereTheHeapHasNoRoom(String heap) throws Exception {
    ChildRun.Ended ended =
        ChildRun.of(heap, LongLineTest.class, folder.resolve("log"), folder.toString());
    assertThat(ended.text())
        .containsPattern(
            "no room: job lines.*line.txt, byte 0: the heap of \\d+ bytes has no room for a line of"
                + " \\d+ bytes or more; give the run a larger heap")
        .contains("at last: 6")
        .doesNotContain("OutOfMemoryError");
    assertThat(ended.exit()).isZero();
  }
}
