package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.TokenCounterMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a job's files are compressed, and when they can be seen. */
class FileOutputFormatTest {
  private static final String VERSION = "mapreduce.fileoutputcommitter.algorithm.version";

  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  private MapReduceJob count() throws IOException {
    MapReduceJob job = jobs().job("count", "a b a", "c");
    job.setMapperClass(TokenCounterMapper.class);
    job.setReducerClass(IntSumReducer.class);
    return job;
  }

  @Test
  void compressedOutputIsGzipUnlessSaidOtherwise() throws Exception {
    MapReduceJob job = count();
    FileOutputFormat.setCompressOutput(job, true);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-r-00000.gz");
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("out/part-r-00000.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("a\t2\nb\t1\nc\t1\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.hadoop.io.compress.GzipCodec, .gz",
    "org.apache.hadoop.io.compress.BZip2Codec, .bz2",
    "zstd, .zst"
  })
  void theCodecIsKnownByItsNameAndByHadoopsClass(String codec, String ending) throws Exception {
    MapReduceJob job = count();
    FileOutputFormat.setCompressOutput(job, true);
    job.getConfiguration().set(FileOutputFormat.COMPRESS_CODEC, codec);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-r-00000" + ending);
    MapReduceJob again = jobs().job("again");
    again.addInputPath(folder.resolve("out").toString());
    again.setOutputPath(folder.resolve("again").toString());
    again.setNumReduceTasks(0);
    Jobs.succeed(again);
    assertThat(Files.readAllLines(folder.resolve("again/part-m-00000")))
        .containsExactly("0\ta\t2", "4\tb\t1", "8\tc\t1");
  }

  static class Bytes extends Mapper<Long, String, byte[], Double> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line.getBytes(StandardCharsets.UTF_8), 0.5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ",", " \u2192 ", ""})
  void keysAndValuesHaveTheSameTextWhateverIsBetweenThem(String separator) throws Exception {
    MapReduceJob job = jobs().job("bytes", "\u00e4", "b");
    job.setMapperClass(Bytes.class);
    job.setNumReduceTasks(0);
    job.getConfiguration().set("mapreduce.output.textoutputformat.separator", separator);
    Jobs.succeed(job);
    assertThat(jobs().lines())
        .containsExactly("\u00e4" + separator + "0.5", "b" + separator + "0.5");
  }

  @Test
  void aCodecThatThereIsNotIsRefused() throws Exception {
    MapReduceJob job = count();
    FileOutputFormat.setCompressOutput(job, true);
    job.getConfiguration().set(FileOutputFormat.COMPRESS_CODEC, "org.apache.SnappyCodec");
    assertThatThrownBy(job::submit)
        .hasMessage(
            FileOutputFormat.COMPRESS_CODEC
                + " is 'org.apache.SnappyCodec', it must be gzip, bzip2 or zstd");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Two reduce tasks, the first of which is committed when the second one fails. */
  private MapReduceJob failing(String version) throws IOException {
    String faults = jobs().write("faults", "task.start \"round 1 reduce*\" 1 * * throw\n");
    MapReduceJob job = count();
    job.setRunOptions(jobs().options().withNodes(1, 1).withAttempts(1).withConf("faults", faults));
    job.getConfiguration().set("mapreduce.reduce.maxattempts", "1");
    job.getConfiguration().set(VERSION, version);
    job.setNumReduceTasks(2);
    return job;
  }

  @Test
  void theSecondAlgorithmLeavesWhatWasCommittedBeforeTheFailure() throws Exception {
    assertThat(Jobs.fail(failing("1"))).contains("injected");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(Jobs.fail(failing("2"))).contains("injected");
    assertThat(jobs().files()).containsExactly("part-r-00000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void bothAlgorithmsGiveTheWholeOutput(String version) throws Exception {
    MapReduceJob job = count();
    job.getConfiguration().set(VERSION, version);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-r-00000");
    assertThat(jobs().lines()).isEqualTo(List.of("a\t2", "b\t1", "c\t1"));
  }

  @Test
  void anotherAlgorithmIsRefusedUnderTheNameThatWasSet() throws Exception {
    MapReduceJob job = count();
    job.getConfiguration().set(VERSION, "3");
    assertThatThrownBy(job::submit).hasMessage(VERSION + " is '3', it must be 1 or 2");
  }
}
