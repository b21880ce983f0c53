package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting words by hand, with all counters. */
class WordCountTest {
  @TempDir Path folder;

  enum Words {
    ALL,
    LONG
  }

  static class Tokens extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      for (String word : line.split(" ")) {
        context.getCounter(Words.ALL).increment(1);
        if (word.length() > 3) {
          context.getCounter(Words.LONG).increment(1);
        }
        context.getCounter("letters", word.substring(0, 1)).increment(word.length());
        context.write(word, 1);
      }
    }
  }

  static class Sum extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String word, Iterable<Integer> counts, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      context.write(word, sum);
    }
  }

  private final Jobs jobs() {
    return new Jobs(folder);
  }

  private MapReduceJob wordCount() throws IOException {
    MapReduceJob job = jobs().job("wc", "to be or", "not to be that");
    job.setMapperClass(Tokens.class);
    job.setCombinerClass(Sum.class);
    job.setReducerClass(Sum.class);
    return job;
  }

  @Test
  void countsWordsAndEverythingElse() throws Exception {
    MapReduceJob job = wordCount();
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-r-00000");
    assertThat(jobs().lines()).containsExactly("be\t2", "not\t1", "or\t1", "that\t1", "to\t2");
    assertThat(Jobs.counter(job, Words.ALL)).isEqualTo(7);
    assertThat(Jobs.counter(job, Words.LONG)).isEqualTo(1);
    assertThat(job.getCounters().findCounter("letters", "t").getValue()).isEqualTo(8);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(2);
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(7);
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_INPUT_RECORDS)).isEqualTo(7);
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_OUTPUT_RECORDS)).isEqualTo(5);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(5);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(5);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_OUTPUT_RECORDS)).isEqualTo(5);
    assertThat(Jobs.counter(job, TaskCounter.SPILLED_RECORDS)).isEqualTo(10);
    assertThat(Jobs.counter(job, TaskCounter.SHUFFLED_MAPS)).isEqualTo(1);
    assertThat(Jobs.counter(job, TaskCounter.MERGED_MAP_OUTPUTS)).isEqualTo(1);
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_MAPS)).isEqualTo(1);
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_REDUCES)).isEqualTo(1);
    assertThat(job.isSuccessful() && job.isComplete()).isTrue();
    assertThat(job.mapProgress() + job.reduceProgress()).isEqualTo(2);
  }

  @Test
  void countersArePrintedInHadoopsLayout() throws Exception {
    MapReduceJob job = wordCount();
    Jobs.succeed(job);
    String text = job.getCounters().toString();
    assertThat(text.lines().filter(line -> line.matches("\t[^\t].*")))
        .containsExactly(
            "\tFile System Counters",
            "\tJob Counters ",
            "\tMap-Reduce Framework",
            "\tShuffle Errors",
            "\t" + Words.class.getName(),
            "\tletters",
            "\tFile Input Format Counters ",
            "\tFile Output Format Counters ");
    assertThat(text)
        .startsWith("Counters: " + job.getCounters().countCounters() + "\n\tFile System Counters\n")
        .contains("\n\t\tMap input records=2\n", "\n\t\tBytes Read=24\n", "\n\t\tALL=7\n");
  }

  /** Five times the same 4,096 words, four in a line; a record has 16 bytes. */
  private String input(int files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5 * 4096; i++) {
      text.append(
          String.format(Locale.ROOT, "zymurgyzym%04x%s", i % 4096, i % 4 == 3 ? "\n" : " "));
    }
    for (int i = 0; i < files; i++) {
      jobs().write("calibration/file" + i, text.toString());
    }
    return folder.resolve("calibration").toString();
  }

  static class Words16 extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      for (String word : line.split(" ")) {
        context.write(word, 1);
      }
    }
  }

  private MapReduceJob calibration(int files, int factor) throws IOException {
    MapReduceJob job = jobs().job("calibration");
    job.setRunOptions(jobs().options().withNodes(1, 1));
    job.addInputPath(input(files));
    job.getConfiguration().set("mapreduce.map.sort.spill.percent", "0.50");
    job.getConfiguration().setInt("mapreduce.task.io.sort.factor", factor);
    job.setMapperClass(Words16.class);
    job.setCombinerClass(Sum.class);
    job.setReducerClass(Sum.class);
    job.setMapOutputKeyClass(String.class);
    job.setMapOutputValueClass(Integer.class);
    return job;
  }

  /** The three scenarios of Hadoop's own {@code TestJobCounters}. */
  @ParameterizedTest
  @CsvSource({"3, 2, 73728", "4, 2, 98304", "5, 3, 122880"})
  void spilledRecordsAreHadoops(int files, int factor, long spilled) throws Exception {
    MapReduceJob job = calibration(files, factor);
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.SPILLED_RECORDS)).isEqualTo(spilled);
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(5120L * files);
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(20_480L * files);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(4096);
    assertThat(jobs().lines()).hasSize(4096).allMatch(line -> line.endsWith("\t" + 5 * files));
  }

  @Test
  void aMapOnlyJobSpillsNothing() throws Exception {
    MapReduceJob job = calibration(3, 2);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, TaskCounter.SPILLED_RECORDS)).isZero();
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(3 * 20_480);
    assertThat(jobs().files())
        .containsExactly("_SUCCESS", "part-m-00000", "part-m-00001", "part-m-00002");
    assertThat(jobs().lines("part-m-00001")).startsWith("zymurgyzym0000\t1").hasSize(20_480);
  }
}
