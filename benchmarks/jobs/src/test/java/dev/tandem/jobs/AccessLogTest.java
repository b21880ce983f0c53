package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static final String GOOD =
      "10.0.0.1 - me [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"curl\"";

  private static final String[] MALFORMED = {
    "",
    " ",
    "h - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h  - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:24:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/arM/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [1/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000 \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"-\" 408 - \"-\" \"-\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"\" 400 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET  /a HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1 \" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a b HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a\tb HTTP/1.1\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\\\" 200 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 20 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 2x0 17 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 -1 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 1234567890123456789 \"-\" \"x\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\\\"",
    "h - - [01/Mar/2026:23:59:07 +0000] \"GET /a HTTP/1.1\" 200 17 \"-\" \"x\" 5"
  };

  @TempDir Path folder;

  @Test
  void everySectionIsCounted() {
    JobCase.of(new AccessLog())
        .input(
            GOOD,
            "::1 - - [31/Dec/2025:00:00:00 -0730] \"POST /a?b=/c HTTP/2\" 404 - \"\" \"x \\\"y\\\"\"",
            "h - - [02/Mar/2026:23:00:00 +0000] \"GET /?q HTTP/1.1\" 404 5 \"r\" \"\\\\\"",
            "nonsense")
        .expect(
            "lines:total\t4",
            "lines:malformed\t1",
            "bytes:total\t22",
            "status:200\t1",
            "status:404\t2",
            "method:GET\t2",
            "method:POST\t1",
            "hour:23\t2",
            "hour:00\t1",
            "path:/a\t2",
            "path:/\t1",
            "404:/a\t1",
            "404:/\t1");
  }

  @Test
  void whatIsNotCombinedIsMalformed() {
    assertThat(MALFORMED).allSatisfy(line -> assertThat(LogLine.parse(line)).as(line).isNull());
    JobCase.of(new AccessLog())
        .input(MALFORMED)
        .expect(
            "lines:total\t" + MALFORMED.length,
            "lines:malformed\t" + MALFORMED.length,
            "bytes:total\t0");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new AccessLog()).input().expect();
  }

  @Test
  void agreeOnAGeneratedLog() throws IOException {
    Path log = folder.resolve("access.log");
    GenerateRequest request = GenerateRequest.of("access-log", DataSize.parse("3000rows"));
    Datasets.generate(request.withParams(Map.of("malformed", "0.1", "paths", "200")), log);
    Runs.assertAlike("access-log", List.of(log), Map.of(), folder);
  }

  /** Good lines with some characters replaced, taken away or put in. */
  @Test
  void agreeOnDamagedLines() throws IOException {
    Random random = new Random(17);
    String characters = "[]\"\\ -?/0\t\u00e9\u2028\u0000M";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      StringBuilder line = new StringBuilder(GOOD);
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        int at = random.nextInt(line.length());
        String put = random.nextInt(4) == 0 ? "" : one(characters, random);
        line.replace(at, at + random.nextInt(2), put);
      }
      text.append(line).append('\n');
    }
    Path log = Files.writeString(folder.resolve("access.log"), text);
    Runs.assertAlike("access-log", List.of(log), Map.of(), folder);
  }

  private static String one(String characters, Random random) {
    int at = random.nextInt(characters.length());
    return characters.substring(at, at + 1);
  }
}
