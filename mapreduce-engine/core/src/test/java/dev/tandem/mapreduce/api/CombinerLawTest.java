package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How to find out whether a native combiner is one: the same job without it, and with a buffer so
 * small that it is called for every spill and for every merge of spills, gives the same answer.
 */
class CombinerLawTest {
  @TempDir Path folder;

  /** Emits the number of each line under one of three keys. */
  static class ByRemainder extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      int n = Integer.parseInt(line);
      context.write("key" + n % 3, n);
    }
  }

  /** A mean that forgets how many values it is of. */
  static class Mean extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      int count = 0;
      for (int value : values) {
        sum += value;
        count++;
      }
      context.write(key, sum / count);
    }
  }

  @SuppressWarnings("rawtypes") // reducers of any types, as the job takes them
  private List<String> run(String name, Class<? extends Reducer> reducer, boolean twice)
      throws Exception {
    Jobs jobs = new Jobs(Files.createDirectories(folder.resolve(name)));
    String[] lines =
        IntStream.range(0, 500).map(n -> n * n).mapToObj(String::valueOf).toArray(String[]::new);
    MapReduceJob job = jobs.job(name, lines);
    job.setMapperClass(ByRemainder.class);
    job.setReducerClass(reducer);
    if (twice) {
      job.setCombinerClass(reducer);
      job.getConfiguration().set("mapreduce.task.io.sort.mb", "0.001");
      job.getConfiguration().setInt("mapreduce.task.io.sort.factor", 2);
      job.getConfiguration().setInt("mapreduce.map.combine.minspills", 1);
    }
    Jobs.succeed(job);
    long combined = Jobs.counter(job, TaskCounter.COMBINE_INPUT_RECORDS);
    assertThat(combined).as("records that were combined").matches(n -> twice ? n > 500 : n == 0);
    return jobs.lines();
  }

  @Test
  void aSumMayBeCombinedAnyNumberOfTimes() throws Exception {
    assertThat(run("combined", IntSumReducer.class, true))
        .isEqualTo(run("plain", IntSumReducer.class, false))
        .isNotEmpty();
  }

  @Test
  void aCombinerThatIsNoneIsFound() throws Exception {
    assertThat(run("combined", Mean.class, true)).isNotEqualTo(run("plain", Mean.class, false));
  }
}
