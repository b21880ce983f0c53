package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.TextBytes;
import dev.tandem.formats.TextLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices of a chunk pass by as they are; what the engine keeps of them is copied. */
class SliceTest {
  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void write() throws IOException {
    text = Files.writeString(folder.resolve("text"), "to be or\nnot to be\n");
  }

  private KeyedBag<TextBytes, Long> tokens(Runs runs) {
    return runs.pipeline
        .read(TextLines.bytes(List.of(text.toString())))
        .mapToPair(
            TextBytes.codec(),
            Codecs.LONG,
            (line, out) -> line.tokens(token -> out.emit(token, (long) token.array().length)));
  }

  @Test
  void keysOfATableAreCopies() {
    try (Runs runs = new Runs(folder, options -> options)) {
      KeyedBag<TextBytes, Long> counts =
          tokens(runs).mapValues(length -> 1L).groupByKey().aggregate(Aggregators.sumLong());
      assertThat(counts.map(one -> one.first() + " " + one.second()).collect())
          .containsExactlyInAnyOrder("to 2", "be 2", "or 1", "not 1");
      assertThat(counts.filter(one -> one.first().array().length > 3).collect()).isEmpty();
    }
  }

  @Test
  void whatIsShuffledOrReusedIsCopied() {
    try (Runs runs = new Runs(folder, options -> options)) {
      KeyedBag<TextBytes, Long> tokens = tokens(runs);
      // On their way they are slices: nothing is copied that nobody keeps.
      assertThat(tokens.filter(one -> one.second() < 18).collect()).isEmpty();
      Bag<Long> grouped =
          tokens
              .mapToPair(
                  Codecs.LONG,
                  TextBytes.codec(),
                  (one, out) -> out.emit((long) one.first().length(), one.first()))
              .groupByKey()
              .flatMap(
                  Long.class,
                  (length, values, out) ->
                      values.forEachRemaining(value -> out.emit((long) value.array().length)));
      assertThat(grouped.collect()).containsExactlyInAnyOrder(2L, 2L, 2L, 2L, 2L, 3L);
      KeyedBag<TextBytes, Long> reused = tokens.reuse();
      assertThat(reused.count()).isEqualTo(6);
      List<Pair<Long, Long>> lengths =
          reused.map(one -> new Pair<>((long) one.first().array().length, 0L)).collect();
      assertThat(lengths).extracting(Pair::first).containsExactlyInAnyOrder(2L, 2L, 2L, 3L, 2L, 2L);
    }
  }

  /** Each value that ends no line, behind and before the begin of a sequence that is no UTF-8. */
  @Test
  void bytesThatAreNoTextAreShuffledUnchanged() throws IOException {
    List<byte[]> lines =
        IntStream.range(0, 256)
            .filter(value -> value != '\n' && value != '\r')
            .mapToObj(value -> new byte[] {'x', (byte) 0xC3, (byte) value, (byte) 0xC3})
            .toList();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(line);
      all.write('\n');
    }
    Path bytes = Files.write(folder.resolve("bytes"), all.toByteArray());
    try (Runs runs = new Runs(folder, options -> options.withConf("shuffle", "files"))) {
      List<TextBytes> shuffled =
          runs.pipeline.read(TextLines.bytes(List.of(bytes.toString()))).distinct().collect();
      assertThat(shuffled.stream().map(TextBytes::toByteArray))
          .usingElementComparator(Arrays::compareUnsigned)
          .containsExactlyInAnyOrderElementsOf(lines);
    }
  }
}
