package dev.tandem.agreement.fidelity;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.TextLines;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/** Jobs that show splits, spills, merges and counters: of the MapReduce engine and of Hadoop. */
final class RoundLooks {
  private static final String COMBINED = "COMBINE_OUTPUT_RECORDS";
  private static final int WORDS = 4096;
  private static final int REPLICAS = 5;
  private static final long SPLIT = 100;

  private RoundLooks() {}

  /** One slot, one reducer, and a sort buffer of one megabyte of which so much may be filled. */
  private static UnaryOperator<RunOptions> sort(String percent, int factor) {
    return options ->
        options
            .withNodes(1, 1)
            .withPartitions(1)
            .withMemory(16 << 20)
            .withConf("defaults", "hadoop")
            .withConf("mapreduce.task.io.sort.mb", "1")
            .withConf("mapreduce.map.sort.spill.percent", percent)
            .withConf("mapreduce.task.io.sort.factor", String.valueOf(factor));
  }

  /** Files of words, each file the same: some 4,096 words again and again, four in a line. */
  private static Path words(Subject subject, int files, int replicas) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < replicas * WORDS; i++) {
      text.append(
          String.format(Locale.ROOT, "zymurgyzym%04x%s", i % WORDS, i % 4 == 3 ? "\n" : " "));
    }
    Path folder = Files.createDirectories(subject.path("words-" + files + "-" + replicas));
    for (int i = 0; i < files; i++) {
      Files.writeString(folder.resolve("file" + i), text);
    }
    return folder;
  }

  /** Counts words of 16 bytes with their ones. */
  private static Seen count(Subject subject, Path input, UnaryOperator<RunOptions> options)
      throws IOException {
    return subject.run(
        p ->
            p.read(TextLines.of(List.of(input.toString())))
                .mapToPair(
                    String.class,
                    Long.class,
                    (line, out) -> {
                      for (String word : line.split(" ")) {
                        out.emit(word, 1L);
                      }
                    })
                .groupByKey()
                .aggregate(Aggregators.sumLong())
                .write(Subject.sink()),
        options);
  }

  /** A scenario of Hadoop's own {@code TestJobCounters}. */
  static String spilled(Subject subject, int files, int factor) throws IOException {
    return count(subject, words(subject, files, REPLICAS), sort("0.50", factor))
        .counters("MAP_INPUT_RECORDS", "MAP_OUTPUT_RECORDS", "MAP_OUTPUT_BYTES", "SPILLED_RECORDS");
  }

  static String spills(Subject subject) throws IOException {
    return count(subject, words(subject, 1, REPLICAS), sort("0.50", 10))
        .counters("MAP_OUTPUT_RECORDS", COMBINED);
  }

  /** 16 and 17 bytes more than 16,384 records need, with 16 of accounting each. */
  static String spillsAtTheEdge(Subject subject) throws IOException {
    Path input = words(subject, 1, REPLICAS);
    String last = count(subject, input, sort("0.5000152587890625", 10)).counters(COMBINED);
    return last
        + ", then "
        + count(subject, input, sort("0.5000162124633789", 10)).counters(COMBINED);
  }

  static String combinerInTheLastMerge(Subject subject) throws IOException {
    return count(subject, words(subject, 1, 2 * REPLICAS), sort("0.50", 10))
        .counters("MAP_OUTPUT_RECORDS", "COMBINE_INPUT_RECORDS", COMBINED);
  }

  static String oneSpill(Subject subject) throws IOException {
    return count(subject, words(subject, 1, 1), sort("0.50", 10))
        .counters("MAP_OUTPUT_RECORDS", "SPILLED_RECORDS");
  }

  private static UnaryOperator<RunOptions> partitioned(int partitions) {
    return options -> sort("0.50", 10).apply(options).withPartitions(partitions);
  }

  private static UnaryOperator<RunOptions> roomy(int factor) {
    return options -> sort("0.50", factor).apply(options).withMemory(256 << 20);
  }

  static String laws(Subject subject) throws IOException {
    return count(subject, words(subject, 2, 1), partitioned(3))
        .counters(
            "MAP_OUTPUT_RECORDS",
            "COMBINE_INPUT_RECORDS",
            COMBINED,
            "REDUCE_INPUT_RECORDS",
            "REDUCE_INPUT_GROUPS");
  }

  static String shuffled(Subject subject) throws IOException {
    return count(subject, words(subject, 2, 1), partitioned(3))
        .counters("SHUFFLED_MAPS", "MERGED_MAP_OUTPUTS", "FAILED_SHUFFLE");
  }

  static String shuffledNothing(Subject subject) throws IOException {
    Path input = Files.writeString(subject.path("one-word"), "word\n");
    return count(subject, input, options -> options.withPartitions(5))
        .counters("SHUFFLED_MAPS", "REDUCE_INPUT_GROUPS");
  }

  static String mapOnly(Subject subject) throws IOException {
    return subject
        .run(p -> p.read(Numbers.of(2, 100)).map(n -> n + 1).write(Subject.sink()))
        .counters("MAP_INPUT_RECORDS", "SPILLED_RECORDS", "SHUFFLED_MAPS");
  }

  /** Some forty spills of records of four kilobytes, ten of which can be merged at once. */
  static String mergePasses(Subject subject, int factor) throws IOException {
    String filling = "x".repeat(4000);
    return subject
        .run(
            p ->
                p.of(Codecs.INTEGER, IntStream.range(0, 5056).boxed().toList())
                    .mapToPair(Codecs.INTEGER, Codecs.TEXT, (n, out) -> out.emit(n, filling))
                    .groupByKey()
                    .flatMap(Integer.class, (key, values, out) -> out.emit(key))
                    .write(Subject.sink()),
            roomy(factor))
        .counters("MAP_OUTPUT_RECORDS", "SPILLED_RECORDS");
  }

  /** A record that is larger than the buffer, between small ones of one key. */
  static String largeRecord(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.of(Codecs.INTEGER, IntStream.range(0, 21).boxed().toList())
                    .mapToPair(
                        Codecs.TEXT,
                        Codecs.TEXT,
                        (n, out) -> {
                          if (n == 10) {
                            out.emit("large", "x".repeat(2 << 20));
                          } else {
                            out.emit("small", "y");
                          }
                        })
                    .reduceByKey((a, b) -> a)
                    .keys()
                    .write(Subject.sink()),
            roomy(10))
        .counters("MAP_OUTPUT_RECORDS", COMBINED, "SPILLED_RECORDS");
  }

  static String mapOutputBytes(Subject subject) throws IOException {
    return tutorial(subject).counters("MAP_OUTPUT_BYTES");
  }

  static String materialized(Subject subject) throws IOException {
    return tutorial(subject).counters("MAP_OUTPUT_MATERIALIZED_BYTES");
  }

  /** The two files of Hadoop's tutorial. */
  private static Seen tutorial(Subject subject) throws IOException {
    Path folder = Files.createDirectories(subject.path("tutorial"));
    Files.writeString(folder.resolve("file01"), "Hello World Bye World\n");
    Files.writeString(folder.resolve("file02"), "Hello Hadoop Goodbye Hadoop\n");
    return count(subject, folder, options -> options.withPartitions(1));
  }

  static String emptyFolder(Subject subject) throws IOException {
    Path empty = Files.createDirectories(subject.path("empty"));
    return count(subject, empty, UnaryOperator.identity()).mapsAndReduces();
  }

  static String missingPath(Subject subject) throws IOException {
    Seen seen = count(subject, subject.path("missing"), UnaryOperator.identity());
    return seen.report().status() + ", " + seen.mapsAndReduces();
  }

  static String failing(Subject subject) throws IOException {
    Seen seen = subject.run(p -> p.read(Numbers.of(1, 1)).map(n -> 1 / n).write(Subject.sink()));
    long attempts = seen.report().get(Measure.FAILED_ATTEMPTS);
    return attempts == 1 ? "1 attempt" : attempts + " attempts";
  }

  /** Files of many lengths, an empty one, a compressed one, hidden ones. */
  private static Path files(Subject subject) throws IOException {
    Path folder = Files.createDirectories(subject.path("files"));
    for (int length : new int[] {0, 1, 99, 100, 110, 111, 210, 211, 350}) {
      Files.write(folder.resolve(String.format(Locale.ROOT, "f%03d", length)), new byte[length]);
    }
    Files.write(folder.resolve("z.gz"), new byte[350]);
    Files.write(folder.resolve("_hidden"), new byte[350]);
    Files.write(folder.resolve(".hidden"), new byte[350]);
    return folder;
  }

  private static String split(String path, long start, long length) {
    return path.substring(path.lastIndexOf('/') + 1) + "@" + start + "+" + length;
  }

  static String splits(Subject subject) throws IOException {
    SplitRule rule = new SplitRule(1, SPLIT, SplitRule.DEFAULT.block());
    List<Split> splits =
        TextLines.of(List.of(files(subject).toString())).splits(LocalFileStore.INSTANCE, rule);
    return splits.stream()
        .map(one -> split(one.path(), one.start(), one.length()))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  static String nativeSplits(Subject subject) throws IOException {
    Job job = Job.getInstance(new Configuration());
    FileInputFormat.setInputPaths(job, files(subject).toUri().toString());
    FileInputFormat.setMaxInputSplitSize(job, SPLIT);
    List<InputSplit> splits = new TextInputFormat().getSplits(job);
    return splits.stream()
        .map(FileSplit.class::cast)
        .map(one -> split(one.getPath().toString(), one.getStart(), one.getLength()))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  static String blockSize() {
    return SplitRule.DEFAULT.block() + " bytes";
  }

  static String nativeBlockSize() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    return local.getDefaultBlockSize(new org.apache.hadoop.fs.Path("/")) + " bytes";
  }
}
