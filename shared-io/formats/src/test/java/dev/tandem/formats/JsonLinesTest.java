package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  private static final List<String> IN = List.of(Records.FILE);

  /** An example of a job's record. */
  public record Visit(String page, long bytes, List<String> tags) {}

  private static List<Visit> visits(String text) throws IOException {
    return Records.read(JsonLines.of(IN, Visit.class), new MemoryStore().with(Records.FILE, text));
  }

  @Test
  void objectsBecomeRecordsHoweverTheFileIsCut() throws IOException {
    String text =
        "\uFEFF{\"page\":\"\u00e9\",\"bytes\":3,\"tags\":[\"a\"],\"more\":{\"x\":1}}\r\n\n{\"bytes\":4}\n";
    MemoryStore files = new MemoryStore().with(Records.FILE, text);
    for (int size = 1; size < text.length(); size += 3) {
      assertThat(Records.read(JsonLines.of(IN, Visit.class), files, Records.size(size)))
          .containsExactly(new Visit("\u00e9", 3, List.of("a")), new Visit(null, 4, null));
    }
  }

  @Test
  void objectsBecomeMapsThatTheirCodecCanWrite() throws IOException {
    String text =
        "{\"s\":\"x\",\"i\":1,\"l\":5000000000,\"d\":1.5,\"b\":true,\"n\":null,\"a\":[1,{\"y\":[]}]}\n";
    JsonLines<Map<String, Object>> source = JsonLines.maps(IN);
    Map<String, Object> map =
        Records.read(source, new MemoryStore().with(Records.FILE, text)).get(0);
    assertThat(map.keySet()).containsExactly("s", "i", "l", "d", "b", "n", "a");
    assertThat(map)
        .containsEntry("l", 5_000_000_000L)
        .containsEntry("d", 1.5)
        .containsEntry("n", null);
    Codec<Map<String, Object>> codec = source.codec();
    Output out = new Output(64);
    codec.write(map, out);
    assertThat(codec.read(new Input(out.toByteArray()))).isEqualTo(map);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"page\":",
        "[1]",
        "null",
        "{\"page\":\"x\"}",
        "{\"bytes\":null}",
        "{\"bytes\":\"x\"}",
        "{\"bytes\":1} {\"bytes\":2}",
        "{\"bytes\":1}x",
        "   ",
        "{\"bytes\":1,\"tags\":7}",
        "{'bytes':1}"
      })
  void malformedLineNamesFileAndLine(String line) {
    assertThatThrownBy(() -> visits("{\"bytes\":1}\n" + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("in/file, line 2 (byte 12): not the JSON object that is wanted (")
        .hasMessageEndingWith("; write one object a line")
        .hasMessageNotContaining("\n");
  }

  @Test
  void deepNestingIsRefusedAndNoStackOverflows() {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThatThrownBy(
            () -> Records.read(JsonLines.maps(IN), new MemoryStore().with(Records.FILE, deep)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void textCannotNameAClass() throws IOException {
    String text = "{\"@class\":\"java.io.File\",\"bytes\":1}\n[\"java.io.File\",{}]";
    assertThatThrownBy(() -> visits(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2");
    assertThat(visits(text.lines().findFirst().orElseThrow()))
        .containsExactly(new Visit(null, 1, null));
  }

  @Test
  void sinkWritesLinesThatTheSourceReads() throws IOException {
    List<Visit> visits =
        List.of(
            new Visit("a\n\u00e9\ud83d\ude00", 1, List.of()),
            new Visit(null, -2, List.of("x", "y")));
    Records.Written written = Records.write(JsonSink.to(new OutputFolder("")), visits);
    assertThat(visits(new String(written.bytes(), StandardCharsets.UTF_8))).isEqualTo(visits);
    assertThat(written.digest()).isEqualTo(TextSinkTest.digestOf(written.bytes()));
  }

  @Test
  void equalMapsGiveEqualLines() throws IOException {
    Map<String, Object> sorted = new TreeMap<>(Map.of("b", 1, "a", Pair.of(1, "x"), "c", 0.1));
    Records.Written written =
        Records.write(
            JsonSink.to(new OutputFolder("")), List.<Object>of(sorted, Map.copyOf(sorted)));
    assertThat(new String(written.bytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":{\"first\":1,\"second\":\"x\"},\"b\":1,\"c\":0.1}\n".repeat(2));
  }

  @Test
  void whatJacksonCannotWriteIsNamed() {
    assertThatThrownBy(
            () -> Records.write(JsonSink.to(new OutputFolder("")), List.of(new Object())))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a java.lang.Object cannot be written as JSON");
  }
}
