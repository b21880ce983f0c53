package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.hadoopfiles.HadoopFiles;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark with input and output in HDFS. */
class HdfsTest {
  private static final String WORDS =
      IntStream.range(0, 2000)
          .mapToObj(i -> "w" + i * 31 % 97 + " w" + i % 7)
          .collect(Collectors.joining("\n"));

  @TempDir static Path folder;

  private static MiniDFSCluster cluster;
  private static FileStore files;
  private static String hdfs;

  @BeforeAll
  static void start() throws IOException {
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    cluster.waitActive();
    hdfs = cluster.getURI().toString();
    files = HadoopFiles.of(conf);
    try (OutputStream out = files.create(hdfs + "/in/words.txt")) {
      out.write(WORDS.getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() {
    cluster.shutdown(true);
  }

  /** Counts words; with poison, fails in the reducers. */
  record Words(boolean poison) implements Job {
    @Override
    public String name() {
      return "words";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      boolean fails = poison;
      p.read(TextLines.of(args.inputs()))
          .flatMap(line -> List.of(line.split(" ")))
          .keyBy(word -> word)
          .groupByKey()
          .aggregate(Aggregators.count())
          .mapValues(count -> fails ? refuse(count) : count)
          .write(TextSink.to(args.output()));
    }
  }

  private static long refuse(long count) {
    throw new IllegalStateException("no count is good enough, nor is " + count);
  }

  private static RunReport run(Engine engine, Job job, String input, String output) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withPartitions(3)
            .withSplits(new SplitRule(4000, 4000, 4000))
            .withScratch(folder.toString())
            .withOutput(output, false);
    return Tandem.run(job, JobArgs.of(job, List.of(input), Map.of()), engine, options);
  }

  private static Map<String, String> parts(FileStore store, String output) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    for (FileInfo file : store.list(output)) {
      if (file.name().startsWith("part-")) {
        try (InputStream in = store.open(file.path(), 0)) {
          parts.put(file.name(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return parts;
  }

  private static List<String> sortedLines(Map<String, String> parts) {
    List<String> lines = new ArrayList<>();
    parts.values().forEach(text -> text.lines().forEach(lines::add));
    lines.sort(null);
    return lines;
  }

  @Test
  void readsAndWritesThere() throws Exception {
    Path local = Files.writeString(folder.resolve("words.txt"), WORDS);
    String right = folder.resolve("right").toString();
    run(new ReferenceEngine(), new Words(false), local.toString(), right);
    RunReport report = run(new SparkEngine(), new Words(false), hdfs + "/in", hdfs + "/out/words");
    Map<String, String> answer = parts(files, hdfs + "/out/words");
    assertThat(answer.keySet()).containsExactly("part-r-00000", "part-r-00001", "part-r-00002");
    assertThat(sortedLines(answer)).isEqualTo(sortedLines(parts(files, right)));
    assertThat(report.units().get(0).tasks()).hasSizeGreaterThan(3);
    assertThat(files.exists(hdfs + "/out/words/_SUCCESS")).isTrue();
    assertThat(files.list(hdfs + "/out").stream().map(FileInfo::name)).containsExactly("words");
  }

  @Test
  void leavesNothingThereWhenAJobFails() throws Exception {
    assertThatThrownBy(
            () -> run(new SparkEngine(), new Words(true), hdfs + "/in", hdfs + "/failed/words"))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("no count is good enough");
    assertThat(files.exists(hdfs + "/failed/words")).isFalse();
  }

  @Test
  void namesAnInputThatIsNotThere() {
    assertThatThrownBy(
            () -> run(new SparkEngine(), new Words(false), hdfs + "/none", hdfs + "/out/none"))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(hdfs + "/none");
  }
}
