package dev.tandem.hadoop.natives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.hadoop.Settings;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.lib.ChainMapper;
import dev.tandem.mapreduce.api.lib.ChainReducer;
import dev.tandem.mapreduce.api.lib.InputSampler;
import dev.tandem.mapreduce.api.lib.KeyValueTextInputFormat;
import dev.tandem.mapreduce.api.lib.TotalOrderPartitioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormatCounter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormatCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same program for both, on real Hadoop and here: the same part files and counters. */
class NativeAgreementTest {
  /** What depends on how records are written or on the machine differs. */
  private static final List<TaskCounter> RECORDS =
      List.of(
          TaskCounter.MAP_INPUT_RECORDS,
          TaskCounter.MAP_OUTPUT_RECORDS,
          TaskCounter.SPLIT_RAW_BYTES,
          TaskCounter.COMBINE_INPUT_RECORDS,
          TaskCounter.COMBINE_OUTPUT_RECORDS,
          TaskCounter.REDUCE_INPUT_GROUPS,
          TaskCounter.REDUCE_INPUT_RECORDS,
          TaskCounter.REDUCE_OUTPUT_RECORDS,
          TaskCounter.SPILLED_RECORDS,
          TaskCounter.SHUFFLED_MAPS,
          TaskCounter.FAILED_SHUFFLE,
          TaskCounter.MERGED_MAP_OUTPUTS);

  static {
    Settings.quietLogs();
  }

  @TempDir Path folder;

  private Path input(String name, String... files) throws IOException {
    Path input = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < files.length; i++) {
      Files.writeString(input.resolve("file" + i), files[i]);
    }
    return input;
  }

  private Job hadoop(Path input, Map<String, String> settings) throws IOException {
    org.apache.hadoop.conf.Configuration conf = new org.apache.hadoop.conf.Configuration();
    conf.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    conf.set("mapreduce.client.completion.pollinterval", "20");
    settings.forEach(conf::set);
    Job job = Job.getInstance(conf, "agreement");
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(input.toString()));
    FileOutputFormat.setOutputPath(
        job, new org.apache.hadoop.fs.Path(folder.resolve("hadoop").toString()));
    return job;
  }

  private MapReduceJob tandem(Path input, Map<String, String> settings) {
    MapReduceJob job = MapReduceJob.getInstance(new Configuration(), "agreement");
    settings.forEach(job.getConfiguration()::set);
    job.setRunOptions(
        RunOptions.defaults()
            .withNodes(1, 1)
            .withMemory(256 << 20)
            .withScratch(folder.resolve("scratch").toString()));
    job.addInputPath(input.toString());
    job.setOutputPath(folder.resolve("tandem").toString());
    return job;
  }

  private void agree(Job hadoop, MapReduceJob tandem) throws Exception {
    assertThat(hadoop.waitForCompletion(false)).isTrue();
    boolean well = tandem.waitForCompletion(false);
    assertThat(tandem.getStatus().getFailureInfo()).isEmpty();
    assertThat(well).isTrue();
    assertThat(files("tandem")).isEqualTo(files("hadoop"));
    for (TaskCounter counter : RECORDS) {
      assertThat(count(tandem, counter))
          .as(counter.name())
          .isEqualTo(hadoop.getCounters().findCounter(counter).getValue());
    }
  }

  private static long count(MapReduceJob job, TaskCounter counter) {
    return job.getCounters().findCounter(TaskCounter.class.getName(), counter.name()).getValue();
  }

  /** The names and the contents of the files, without Hadoop's checksums. */
  private Map<String, String> files(String output) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          contents.put(name, Files.readString(file));
        }
      }
    }
    assertThat(contents).containsKey("_SUCCESS").hasSizeGreaterThan(1);
    return contents;
  }

  private static String text(int seed, int lines) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append("w")
            .append(random.nextInt(300))
            .append(n % 3 == 0 ? " é\uD83D\uDE00\uFF5E " : " ");
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void wordCountWithACombiner() throws Exception {
    Path input = input("words", text(1, 500), text(2, 900), text(3, 10));
    Map<String, String> settings = Map.of("mapreduce.job.reduces", "3");
    Job hadoop = hadoop(input, settings);
    hadoop.setMapperClass(HadoopPrograms.Tokens.class);
    hadoop.setCombinerClass(HadoopPrograms.Sum.class);
    hadoop.setReducerClass(HadoopPrograms.Sum.class);
    hadoop.setOutputKeyClass(Text.class);
    hadoop.setOutputValueClass(IntWritable.class);
    MapReduceJob tandem = tandem(input, settings);
    tandem.setMapperClass(TandemPrograms.Tokens.class);
    tandem.setCombinerClass(TandemPrograms.Sum.class);
    tandem.setReducerClass(TandemPrograms.Sum.class);
    tandem.setOutputKeyClass(String.class);
    tandem.setOutputValueClass(Integer.class);
    agree(hadoop, tandem);
    assertThat(tandem.getCounters().findCounter(TandemPrograms.Lines.SEEN).getValue())
        .isEqualTo(hadoop.getCounters().findCounter(HadoopPrograms.Lines.SEEN).getValue())
        .isEqualTo(1410);
    assertThat(tandem.getCounters().findCounter("words", "bytes").getValue())
        .isEqualTo(hadoop.getCounters().findCounter("words", "bytes").getValue());
  }

  /** Hadoop's {@code TestJobCounters}: spills, merges on both sides, combiners in all of them. */
  @ParameterizedTest
  @CsvSource({"3, 2, 73728", "4, 2, 98304", "5, 3, 122880"})
  void spillsAndMerges(int files, int factor, long spilled) throws Exception {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 5 * 4096; i++) {
      words.append(String.format(Locale.ROOT, "zymurgy%04x%s", i % 4096, i % 4 == 3 ? "\n" : " "));
    }
    String[] contents = new String[files];
    java.util.Arrays.fill(contents, words.toString());
    Path input = input("spills", contents);
    Map<String, String> settings =
        Map.of(
            "mapreduce.task.io.sort.mb",
            "1",
            "mapreduce.map.sort.spill.percent",
            "0.50",
            "mapreduce.task.io.sort.factor",
            String.valueOf(factor));
    Job hadoop = hadoop(input, settings);
    hadoop.setMapperClass(HadoopPrograms.Tokens.class);
    hadoop.setCombinerClass(HadoopPrograms.Sum.class);
    hadoop.setReducerClass(HadoopPrograms.Sum.class);
    hadoop.setOutputKeyClass(Text.class);
    hadoop.setOutputValueClass(IntWritable.class);
    MapReduceJob tandem = tandem(input, settings);
    tandem.setMapperClass(TandemPrograms.Tokens.class);
    tandem.setCombinerClass(TandemPrograms.Sum.class);
    tandem.setReducerClass(TandemPrograms.Sum.class);
    tandem.setMapOutputKeyClass(String.class);
    tandem.setMapOutputValueCodec(TandemPrograms.FourBytes.CODEC);
    agree(hadoop, tandem);
    assertThat(count(tandem, TaskCounter.SPILLED_RECORDS)).isEqualTo(spilled);
    // Text and its length byte, or its text and a zero byte; four bytes for the number.
    assertThat(count(tandem, TaskCounter.MAP_OUTPUT_BYTES))
        .isEqualTo(hadoop.getCounters().findCounter(TaskCounter.MAP_OUTPUT_BYTES).getValue())
        .isEqualTo(16L * 20_480 * files);
    assertThat(bytes(tandem, FileInputFormatCounter.BYTES_READ))
        .isEqualTo(bytes(hadoop, FileInputFormatCounter.BYTES_READ))
        .isEqualTo((long) words.length() * files);
    // Hadoop's local files have others beside them: eight bytes, and a checksum for each 512.
    assertThat(bytes(tandem, FileOutputFormatCounter.BYTES_WRITTEN)).isEqualTo(61_440);
    assertThat(bytes(hadoop, FileOutputFormatCounter.BYTES_WRITTEN)).isEqualTo(61_440 + 488);
  }

  private static long bytes(Job job, Enum<?> counter) throws IOException {
    return job.getCounters().findCounter(counter).getValue();
  }

  private static long bytes(MapReduceJob job, Enum<?> counter) {
    String group = counter.getDeclaringClass().getName();
    return job.getCounters().findCounter(group, counter.name()).getValue();
  }

  @Test
  void secondarySort() throws Exception {
    Random random = new Random(4);
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      pairs.append(random.nextInt(40) - 20).append(' ').append(random.nextInt(500) - 250);
      pairs.append('\n');
    }
    Path input = input("pairs", pairs.toString(), "7 1\n7 -1\n");
    Map<String, String> settings = Map.of("mapreduce.job.reduces", "2");
    Job hadoop = hadoop(input, settings);
    hadoop.setMapperClass(HadoopPrograms.Pairs.class);
    hadoop.setPartitionerClass(HadoopPrograms.ByFirst.class);
    hadoop.setGroupingComparatorClass(HadoopPrograms.SameFirst.class);
    hadoop.setReducerClass(HadoopPrograms.KeysAsTheyChange.class);
    hadoop.setMapOutputKeyClass(HadoopPrograms.IntPair.class);
    hadoop.setMapOutputValueClass(IntWritable.class);
    MapReduceJob tandem = tandem(input, settings);
    tandem.setMapperClass(TandemPrograms.Pairs.class);
    tandem.setPartitionerClass(TandemPrograms.ByFirst.class);
    tandem.setMapOutputKeyCodec(TandemPrograms.PairCodec.CODEC);
    tandem.setGroupingComparatorClass(TandemPrograms.SameFirst.class);
    tandem.setReducerClass(TandemPrograms.KeysAsTheyChange.class);
    agree(hadoop, tandem);
    assertThat(count(tandem, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(40);
  }

  @Test
  void chainsWithMappersThatOwnTheirLoop() throws Exception {
    Path input = input("words", text(7, 300), text(8, 301));
    Map<String, String> settings = Map.of("mapreduce.job.reduces", "2");
    Job hadoop = hadoop(input, settings);
    org.apache.hadoop.conf.Configuration none = new org.apache.hadoop.conf.Configuration(false);
    org.apache.hadoop.mapreduce.lib.chain.ChainMapper.addMapper(
        hadoop,
        HadoopPrograms.Tokens.class,
        LongWritable.class,
        Text.class,
        Text.class,
        IntWritable.class,
        none);
    org.apache.hadoop.mapreduce.lib.chain.ChainMapper.addMapper(
        hadoop,
        HadoopPrograms.Neighbours.class,
        Text.class,
        IntWritable.class,
        Text.class,
        IntWritable.class,
        none);
    org.apache.hadoop.mapreduce.lib.chain.ChainReducer.setReducer(
        hadoop,
        HadoopPrograms.Sum.class,
        Text.class,
        IntWritable.class,
        Text.class,
        IntWritable.class,
        none);
    org.apache.hadoop.mapreduce.lib.chain.ChainReducer.addMapper(
        hadoop,
        HadoopPrograms.Neighbours.class,
        Text.class,
        IntWritable.class,
        Text.class,
        IntWritable.class,
        none);
    hadoop.setOutputKeyClass(Text.class);
    hadoop.setOutputValueClass(IntWritable.class);
    MapReduceJob tandem = tandem(input, settings);
    ChainMapper.addMapper(tandem, TandemPrograms.Tokens.class);
    ChainMapper.addMapper(tandem, TandemPrograms.Neighbours.class);
    ChainReducer.setReducer(tandem, TandemPrograms.Sum.class);
    ChainReducer.addMapper(tandem, TandemPrograms.Neighbours.class);
    agree(hadoop, tandem);
  }

  /** Files of several sizes: Hadoop numbers map tasks by the size of their splits. */
  @Test
  void mapOnly() throws Exception {
    Path input =
        input("lines", "a\nlonger\n", "first line\r\nsecond\rthird line\n\nx", text(5, 50));
    Map<String, String> settings =
        Map.of(
            "mapreduce.job.reduces", "0", "mapreduce.input.fileinputformat.split.maxsize", "700");
    Job hadoop = hadoop(input, settings);
    hadoop.setMapperClass(HadoopPrograms.Upper.class);
    hadoop.setOutputKeyClass(LongWritable.class);
    hadoop.setOutputValueClass(Text.class);
    MapReduceJob tandem = tandem(input, settings);
    tandem.setMapperClass(TandemPrograms.Upper.class);
    agree(hadoop, tandem);
    assertThat(files("tandem").size()).isGreaterThan(4);
  }

  @ParameterizedTest
  @CsvSource({"split", "interval"})
  void totalOrder(String kind) throws Exception {
    Random random = new Random(6);
    StringBuilder lines = new StringBuilder();
    List<Integer> keys = new ArrayList<>(IntStream.range(0, 4000).boxed().toList());
    Collections.shuffle(keys, random);
    keys.forEach(key -> lines.append(String.format(Locale.ROOT, "k%05d\tv\n", key)));
    Path input = input("keys", lines.toString());
    Map<String, String> settings = Map.of("mapreduce.job.reduces", "4");
    boolean split = kind.equals("split");
    Job hadoop = hadoop(input, settings);
    hadoop.setInputFormatClass(org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat.class);
    hadoop.setOutputKeyClass(Text.class);
    hadoop.setOutputValueClass(Text.class);
    hadoop.setPartitionerClass(
        org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner.class);
    org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner.setPartitionFile(
        hadoop.getConfiguration(),
        new org.apache.hadoop.fs.Path(folder.resolve("hadoop.lst").toString()));
    org.apache.hadoop.mapreduce.lib.partition.InputSampler.<Text, Text>writePartitionFile(
        hadoop,
        split
            ? new org.apache.hadoop.mapreduce.lib.partition.InputSampler.SplitSampler<>(500, 3)
            : new org.apache.hadoop.mapreduce.lib.partition.InputSampler.IntervalSampler<>(0.1, 3));
    MapReduceJob tandem = tandem(input, settings);
    tandem.setInputFormatClass(KeyValueTextInputFormat.class);
    tandem.setPartitionerClass(TotalOrderPartitioner.class);
    TotalOrderPartitioner.setPartitionFile(
        tandem.getConfiguration(), folder.resolve("tandem.lst").toString());
    InputSampler.writePartitionFile(
        tandem,
        split ? new InputSampler.SplitSampler(500, 3) : new InputSampler.IntervalSampler(0.1, 3));
    agree(hadoop, tandem);
  }
}
