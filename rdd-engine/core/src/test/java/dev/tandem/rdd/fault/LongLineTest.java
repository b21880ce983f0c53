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

/**
 * A line of 100 MB: refused in a heap of which it is more than an eighth, unless the source says
 * that there are such. While it grows, its buffer is there twice, and then it is a String.
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
      System.out.println("then: " + sc.read(large).map(String::length).collect());
    }
  }

  @Test
  void isRefusedWithItsPlaceOrReadAsTheSourceSays() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("640m", LongLineTest.class, folder.resolve("log"), folder.toString());
    assertThat(ended.text())
        .contains("refused: job lines")
        .contains("line.txt, byte 0: a line of more than")
        .contains("then: [" + LENGTH + "]")
        .doesNotContain("OutOfMemoryError");
    assertThat(ended.exit()).isZero();
  }
}
