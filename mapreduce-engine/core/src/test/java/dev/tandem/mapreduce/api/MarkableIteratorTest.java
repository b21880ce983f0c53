package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are read again. */
class MarkableIteratorTest {
  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  /** Each line is a key, a blank and a number. */
  static class Cells extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.split(" ");
      context.write(cells[0], Integer.parseInt(cells[1]));
    }
  }

  private MapReduceJob job(String name, String... lines) throws IOException {
    MapReduceJob job = jobs().job(name, lines);
    job.setMapperClass(Cells.class);
    return job;
  }

  /** Reads n values and says what they were. */
  private static String take(MarkableIterator<Integer> values, int n) {
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < n; i++) {
      read.append(values.next());
    }
    return read.toString();
  }

  /** Marks before, between and behind what is read again. */
  static class Walks extends Reducer<String, Integer, String, String> {
    @Override
    protected void reduce(String key, Iterable<Integer> ignored, Context context)
        throws IOException, InterruptedException {
      MarkableIterator<Integer> values = new MarkableIterator<>(ignored.iterator());
      StringBuilder walk = new StringBuilder(take(values, 1));
      values.mark();
      walk.append(' ').append(take(values, 2));
      values.reset();
      walk.append(' ').append(take(values, 1));
      values.mark();
      walk.append(' ').append(take(values, 2));
      values.reset();
      walk.append(' ').append(take(values, 3)).append(values.hasNext());
      values.reset();
      values.clearMark();
      walk.append(' ').append(take(values, 3)).append(values.hasNext());
      context.write(key, walk.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "0.5"})
  void marksMayStandAnywhere(String percent) throws Exception {
    MapReduceJob job = job("walks", "a 1", "a 2", "a 3", "a 4", "a 5", "a 6");
    job.setReducerClass(Walks.class);
    job.getConfiguration().set(MarkableIterator.PERCENT, percent);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a\t1 23 2 34 345true 345true");
  }

  /** Sums up, then divides: two passes over a group. */
  static class Shares extends Reducer<String, Integer, String, String> {
    @Override
    protected void reduce(String key, Iterable<Integer> ignored, Context context)
        throws IOException, InterruptedException {
      MarkableIterator<Integer> values = new MarkableIterator<>(ignored.iterator());
      values.mark();
      long first = 0;
      for (long number = 1; values.hasNext(); number++) {
        first += number * values.next();
      }
      for (int pass = 0; pass < 2; pass++) {
        values.reset();
        long again = 0;
        for (long number = 1; values.hasNext(); number++) {
          again += number * values.next();
        }
        assertThat(again).isEqualTo(first);
      }
      context.write(key, "" + first);
    }
  }

  /** In memory, in files, and both. */
  @ParameterizedTest
  @CsvSource({"0", "1000", "100000000"})
  void aLargeGroupIsReadThreeTimes(String memory) throws Exception {
    int[] numbers = IntStream.range(0, 20_000).toArray();
    List<String> lines = IntStream.of(numbers).mapToObj(i -> "k" + i % 2 + " " + i).toList();
    MapReduceJob job = job("large", lines.toArray(String[]::new));
    job.setReducerClass(Shares.class);
    job.setSortComparatorClass(Natural.class);
    job.getConfiguration().set(MarkableIterator.SIZE, memory);
    Jobs.succeed(job);
    assertThat(jobs().lines()).hasSize(2);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(20_000);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  static class Natural implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return a.compareTo(b);
    }
  }

  static class IgnoreCase implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return a.compareToIgnoreCase(b);
    }
  }

  /** Writes the keys that the values have when they are first read, and then. */
  static class KeysAgain extends Reducer<String, Integer, String, String> {
    @Override
    protected void reduce(String key, Iterable<Integer> ignored, Context context)
        throws IOException, InterruptedException {
      MarkableIterator<Integer> values = new MarkableIterator<>(ignored.iterator());
      values.mark();
      String first = keys(values, context);
      values.reset();
      context.write(first, keys(values, context));
    }

    private static String keys(
        MarkableIterator<Integer> values, ReduceContext<String, ?, ?, ?> of) {
      StringBuilder keys = new StringBuilder();
      while (values.hasNext()) {
        values.next();
        keys.append(of.getCurrentKey());
      }
      return keys.toString();
    }
  }

  @Test
  void keysFollowTheValuesThatAreReadAgain() throws Exception {
    MapReduceJob job = job("keys", "a 1", "B 2", "A 3", "b 4");
    job.setGroupingComparatorClass(IgnoreCase.class);
    job.setSortComparatorClass(IgnoreCase.class);
    job.setReducerClass(KeysAgain.class);
    Jobs.succeed(job);
    assertThat(jobs().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("(\\w\\w)\t\\1"))
        .anyMatch(line -> line.matches("(aA|Aa)\t.*"));
  }

  /** Leaves a mark behind in each group, and goes back without one. */
  static class Careless extends Reducer<String, Integer, String, String> {
    @Override
    protected void reduce(String key, Iterable<Integer> ignored, Context context)
        throws IOException, InterruptedException {
      MarkableIterator<Integer> values = new MarkableIterator<>(ignored.iterator());
      assertThatThrownBy(values::reset)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there is no mark");
      values.mark();
      context.write(key, "" + values.next());
    }
  }

  @Test
  void aGroupBeginsWithoutAMark() throws Exception {
    MapReduceJob job = job("careless", "a 1", "a 2", "b 3");
    job.setReducerClass(Careless.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a\t1", "b\t3");
  }

  @Test
  void onlyTheValuesOfAGroupCanBeMarked() {
    assertThatThrownBy(() -> new MarkableIterator<>(List.of(1).iterator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only the iterator over the values of a reducer's group");
  }

  @Test
  void aPartThatIsNoneIsRefused() throws Exception {
    MapReduceJob job = job("part", "a 1");
    job.setReducerClass(Careless.class);
    job.getConfiguration().set(MarkableIterator.PERCENT, "1.5");
    assertThat(Jobs.fail(job)).contains(MarkableIterator.PERCENT + " is 1.5, it must be 0 to 1");
  }
}
