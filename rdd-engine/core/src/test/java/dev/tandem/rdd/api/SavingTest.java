package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.Compression;
import dev.tandem.formats.KeyValueFile;
import dev.tandem.formats.KeyValueSink;
import dev.tandem.formats.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SavingTest extends ApiTest {
  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> names(String folderName) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(folderName))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void textIsWrittenAndReadBack() throws IOException {
    sc.parallelize(upTo(10), 2).saveAsTextFile(path("numbers"));
    assertThat(names("numbers")).containsExactly("_SUCCESS", "part-m-00000", "part-m-00001");
    assertThat(sc.textFile(path("numbers")).map(Integer::valueOf).collect()).isEqualTo(upTo(10));
    sc.parallelizePairs(List.of(new Pair<>("a", new Pair<>(1, 2))), 1)
        .saveAsTextFile(path("pairs"), Compression.GZIP);
    assertThat(names("pairs")).containsExactly("_SUCCESS", "part-m-00000.gz");
    assertThat(sc.read(TextLines.of(List.of(path("pairs")))).collect())
        .containsExactly("(a,(1,2))");
  }

  @Test
  void objectsAndSequencesAreWrittenAndReadBack() {
    Rdd<Pair<String, Integer>> pairs =
        sc.parallelize(List.of(new Pair<>("a", 1), new Pair<>("b", 2)), 2);
    pairs.saveAsObjectFile(path("objects"));
    assertThat(sc.<Pair<String, Integer>>objectFile(path("objects")).collect())
        .isEqualTo(pairs.collect());
    PairRdd<String, Integer> keyed = PairRdd.fromRdd(pairs);
    keyed.saveAsSequenceFile(path("sequence"), String.class, Integer.class);
    assertThat(sc.sequenceFile(path("sequence"), String.class, Integer.class).collect())
        .isEqualTo(pairs.collect());
  }

  @Test
  void anySinkIsWrittenAndAnySourceIsRead() {
    sc.parallelizePairs(List.of(new Pair<>("a", 1), new Pair<>("b", 2)), 1)
        .save(
            path("rows"), KeyValueSink.to(new OutputFolder("below"), String.class, Integer.class));
    assertThat(
            sc.read(KeyValueFile.of(List.of(path("rows") + "/below"), String.class, Integer.class))
                .collect())
        .containsExactly(new Pair<>("a", 1), new Pair<>("b", 2));
  }

  @Test
  void anOutputThatExistsIsRefusedBeforeAnyTask() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2);
    rdd.saveAsTextFile(path("out"));
    assertThatThrownBy(() -> rdd.saveAsTextFile(path("out")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("exists already");
    assertThat(tasks()).containsExactly(2);
  }

  @Test
  void nothingIsSeenOfAJobThatFails() {
    Rdd<Integer> broken = sc.parallelize(upTo(10), 2).map(x -> 10 / (x - 9));
    assertThatThrownBy(() -> broken.saveAsTextFile(path("out"))).hasMessageContaining("/ by zero");
    assertThat(folder.toFile().list()).containsExactly("scratch");
  }

  @Test
  void filesAreCutByHadoopsRule() throws IOException {
    Files.writeString(folder.resolve("hundred"), "123456789\n".repeat(10));
    Files.writeString(folder.resolve("ten"), "1234\n1234\n");
    assertThat(sc.textFile(path("hundred"), 7).getNumPartitions()).isEqualTo(8);
    assertThat(sc.textFile(path("ten"), 3).getNumPartitions()).isEqualTo(4);
    assertThat(sc.textFile(path("hundred")).getNumPartitions()).isEqualTo(2);
    assertThat(sc.textFile(path("hundred"), 7).count()).isEqualTo(10);
    assertThat(sc.textFile(path("hundred") + "," + path("ten"), 1).count()).isEqualTo(12);
    assertThatThrownBy(() -> sc.textFile(path("none")).count()).hasMessageContaining("none");
  }

  @Test
  void filesOfObjectsAndPairsAreCutByTheSameRule() {
    Rdd<String> lines = sc.parallelize(upTo(30_000), 1).map(x -> "record number " + x);
    lines.saveAsObjectFile(path("objects"));
    PairRdd<String, Integer> pairs = lines.mapToPair(line -> new Pair<>(line, line.length()));
    pairs.saveAsSequenceFile(path("pairs"), String.class, Integer.class);
    List<String> expected = lines.collect();
    for (int least : new int[] {1, 2, 5}) {
      Rdd<String> objects = sc.objectFile(path("objects"), least);
      assertThat(objects.glom().map(List::size).filter(size -> size > 0).count())
          .as("partitions with records of those wanted")
          .isEqualTo(least);
      assertThat(objects.getNumPartitions()).isBetween(least, least + 1);
      assertThat(objects.collect()).isEqualTo(expected);
      PairRdd<String, Integer> sequence =
          sc.sequenceFile(path("pairs"), String.class, Integer.class, least);
      assertThat(sequence.getNumPartitions()).isBetween(least, least + 1);
      assertThat(sequence.keys().collect()).isEqualTo(expected);
    }
    assertThat(sc.objectFile(path("objects")).getNumPartitions()).isEqualTo(2);
    assertThat(sc.objectFile(path("objects"), 100).collect())
        .as("more than there are blocks")
        .isEqualTo(expected);
  }

  @Test
  void wholeFilesAndRecordsOfOneLength() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    Files.writeString(texts.resolve("a"), "one\ntwo");
    Files.writeString(texts.resolve("b"), "three");
    assertThat(sc.wholeTextFiles(texts.toString()).values().collect())
        .containsExactly("one\ntwo", "three");
    assertThat(sc.binaryFiles(texts.toString()).mapValues(String::new).collectAsMap())
        .isEqualTo(
            Map.of(
                texts.resolve("a").toString(), "one\ntwo", texts.resolve("b").toString(), "three"));
    assertThat(sc.binaryRecords(texts.resolve("a").toString(), 7).collect())
        .containsExactly("one\ntwo".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
