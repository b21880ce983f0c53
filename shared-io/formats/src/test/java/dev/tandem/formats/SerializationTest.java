package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.contract.plan.Closure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources and sinks travel to the tasks with the plan. */
class SerializationTest {
  private static final List<String> IN = List.of(Records.FILE);
  private static final OutputFolder OUT = new OutputFolder("out");

  static List<Source<?>> sources() {
    return List.of(
        TextLines.of(IN).maxLineBytes(5),
        TextLines.bytes(IN),
        TextLines.located(IN),
        DelimitedRows.csv(IN).header(true),
        DelimitedRows.tsv(IN),
        JsonLines.of(IN, FileLine.class),
        JsonLines.maps(IN),
        KeyValueFile.of(IN, String.class, Long.class),
        FixedLength.of(IN, 3));
  }

  static List<Sink<?>> sinks() {
    return List.of(
        TextSink.to(OUT).gzip(),
        DelimitedSink.csv(OUT).zstd(),
        DelimitedSink.separatedBy("||", OUT),
        JsonSink.to(OUT).bzip2(),
        KeyValueSink.to(OUT, String.class, Long.class),
        FixedLengthSink.to(OUT, 3));
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void sourcesTravel(Source<?> source) throws Exception {
    Closure.of("read", source);
    Source<?> copy = copy(source);
    assertThat(copy.describe()).isEqualTo(source.describe()).contains(Records.FILE);
    assertThat(copy.codec().describe()).isEqualTo(source.codec().describe());
    MemoryStore files = new MemoryStore().with(Records.FILE, "abc\n12");
    assertThat(copy.splits(files, SplitRule.DEFAULT)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("sinks")
  void sinksTravel(Sink<?> sink) throws Exception {
    Closure.of("write", sink);
    Sink<?> copy = copy(sink);
    assertThat(copy.folder()).isEqualTo("out");
    assertThat(copy.extension()).isEqualTo(sink.extension());
  }

  @Test
  void descriptionsAreShort() {
    assertThat(TextLines.of(List.of("a", "b", "c")).describe()).isEqualTo("text lines of a, b, c");
    assertThat(TextLines.of(List.of("a", "b", "c", "d")).describe())
        .isEqualTo("text lines of a and 3 more");
    assertThat(DelimitedRows.tsv(IN).describe()).isEqualTo("rows separated by '\\t' of in/file");
  }
}
