package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.job.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told when input is damaged: the file, the place and the remedy, and no more. */
class BadInputTest {
  private static final String REMEDY =
      ": the gzip data is truncated or damaged; make or copy the file again (";

  @TempDir Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private void assertRefused(String job, String fileName, byte[] bytes, String message)
      throws IOException {
    Path file = Files.write(folder.resolve(fileName), bytes);
    Job asked = Runs.job(job);
    Map<String, String> params = job.equals("aggregate") ? Map.of("key", "0") : Map.of();
    for (String name : List.of("mapreduce", "rdd")) {
      Engine engine = Tandem.engine(name);
      String out = folder.resolve("out").toString();
      assertThatThrownBy(
              () ->
                  Tandem.run(
                      asked,
                      Runs.args(asked, List.of(file), params),
                      engine,
                      Runs.options(folder).withOutput(out, false)))
          .as(name)
          .hasMessageContaining(file + ", " + message)
          .message()
          .doesNotContain("null", "caused by", "EOFException", "line 0", "line 1");
    }
  }

  @Test
  void compressedTextThatIsCut() throws IOException {
    byte[] file = gzip("one two\n".repeat(100));
    int cut = file.length - 1;
    String place = "compressed byte " + cut + " of " + cut;
    assertRefused("wordcount", "a.gz", Arrays.copyOf(file, cut), place + REMEDY);
    assertRefused("aggregate", "a.csv.gz", Arrays.copyOf(file, cut), place + REMEDY);
  }

  @Test
  void secondMemberThatIsCutInItsHead() throws IOException {
    byte[] file = gzip("one two\n");
    byte[] cut = Arrays.copyOf(join(file, file), file.length + 5);
    String place = "compressed byte " + cut.length + " of " + cut.length;
    assertRefused("wordcount", "a.gz", cut, place + REMEDY);
  }

  @Test
  void somethingElseThanTheNameSays() throws IOException {
    byte[] text = "one two\n".getBytes(StandardCharsets.UTF_8);
    assertRefused("wordcount", "a.gz", text, "compressed byte 8 of 8" + REMEDY);
    byte[] trailing = join(gzip("one\n"), text);
    String place = "compressed byte " + trailing.length + " of " + trailing.length;
    assertRefused("wordcount", "b.gz", trailing, place + REMEDY);
  }

  @Test
  void brokenCsv() throws IOException {
    assertRefused(
        "aggregate",
        "w.csv",
        "a,b\nc,\"x\"y\n".getBytes(StandardCharsets.UTF_8),
        "line 2: a closing quote is followed by something else than a comma or a line end;"
            + " double the quotes inside quoted cells (");
    assertRefused(
        "aggregate",
        "u.csv",
        "a,b\nc,\"x\n".getBytes(StandardCharsets.UTF_8),
        "line 2: a quote is never closed; double the quotes inside quoted cells (");
  }
}
