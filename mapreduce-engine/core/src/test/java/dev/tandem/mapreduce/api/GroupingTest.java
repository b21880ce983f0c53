package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secondary sort, and combiners where Hadoop runs them. */
class GroupingTest {
  @TempDir Path folder;

  private Jobs jobs() {
    return new Jobs(folder);
  }

  /** A year and a temperature. */
  record Reading(String year, int degrees) {}

  static class Readings extends Mapper<Long, String, Reading, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.split(" ");
      context.write(new Reading(cells[0], Integer.parseInt(cells[1])), cells[2]);
    }
  }

  static class ByYear extends Partitioner<Reading, String> {
    @Override
    public int getPartition(Reading key, String value, int numPartitions) {
      return Integer.parseInt(key.year()) % numPartitions;
    }
  }

  static class HottestFirst implements Comparator<Reading> {
    @Override
    public int compare(Reading a, Reading b) {
      int c = a.year().compareTo(b.year());
      return c != 0 ? c : Integer.compare(b.degrees(), a.degrees());
    }
  }

  static class SameYear implements Comparator<Reading> {
    @Override
    public int compare(Reading a, Reading b) {
      return a.year().compareTo(b.year());
    }
  }

  static class KeysAsTheyChange extends Reducer<Reading, String, String, String> {
    @Override
    protected void reduce(Reading key, Iterable<String> places, Context context)
        throws IOException, InterruptedException {
      StringBuilder seen = new StringBuilder().append(key.degrees()).append(':');
      for (String place : places) {
        seen.append(' ').append(place).append(context.getCurrentKey().degrees());
      }
      context.write(key.year(), seen.toString());
    }
  }

  private MapReduceJob secondarySort() throws IOException {
    MapReduceJob job =
        jobs()
            .job("sort", "1950 3 a", "1951 7 b", "1950 22 c", "1951 1 d", "1950 -11 e", "1952 5 f");
    job.setMapperClass(Readings.class);
    job.setPartitionerClass(ByYear.class);
    job.setSortComparatorClass(HottestFirst.class);
    job.setGroupingComparatorClass(SameYear.class);
    job.setReducerClass(KeysAsTheyChange.class);
    job.setNumReduceTasks(2);
    return job;
  }

  @Test
  void theKeyChangesWhileTheValuesOfASecondarySortAreRead() throws Exception {
    MapReduceJob job = secondarySort();
    Jobs.succeed(job);
    assertThat(jobs().lines("part-r-00000"))
        .containsExactly("1950\t22: c22 a3 e-11", "1952\t5: f5");
    assertThat(jobs().lines("part-r-00001")).containsExactly("1951\t7: b7 d1");
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(3);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(6);
  }

  /** Keys and values that could be filled again: the bytes of a line, and of its end. */
  static class Bytes extends Mapper<Long, String, byte[], byte[]> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(bytes(line), bytes(line.substring(1)));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Keys of bytes that begin alike. */
  static class SameFirstByte implements Comparator<byte[]> {
    @Override
    public int compare(byte[] a, byte[] b) {
      return Byte.compare(a[0], b[0]);
    }
  }

  /** The same, without decoding a key. */
  static class SameFirstByteRaw extends SameFirstByte implements RawComparator<byte[]> {
    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      return Byte.compare(b1[s1], b2[s2]);
    }
  }

  /** Keeps all that it was handed, and writes it when the group has been read. */
  static class KeepsAll extends Reducer<byte[], byte[], String, String> {
    @Override
    protected void reduce(byte[] key, Iterable<byte[]> values, Context context)
        throws IOException, InterruptedException {
      List<byte[]> kept = new ArrayList<>();
      for (byte[] value : values) {
        kept.add(context.getCurrentKey());
        kept.add(value);
      }
      kept.add(context.getCurrentKey());
      String all = kept.stream().map(KeepsAll::text).collect(Collectors.joining(" "));
      context.write(text(key), all);
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {SameFirstByte.class, SameFirstByteRaw.class})
  void whatWasHandedOutStaysWhileTheCurrentKeyMovesOn(Class<? extends Comparator<?>> grouping)
      throws Exception {
    MapReduceJob job = jobs().job("kept", "a2", "b1", "a3", "a1");
    job.setMapperClass(Bytes.class);
    job.setMapOutputKeyClass(byte[].class);
    job.setGroupingComparatorClass(grouping);
    job.setReducerClass(KeepsAll.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a1\ta1 1 a2 2 a3 3 a3", "b1\tb1 1 b1");
  }

  @Test
  void groupsAreThoseOfTheSortComparatorWhereThereIsNoOther() throws Exception {
    MapReduceJob job = jobs().job("ignoreCase", "a", "B", "A", "b");
    job.setMapper(Lines::new);
    job.setSortComparatorClass(IgnoreCase.class);
    job.setReducer(Count::new);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("A\t2", "B\t2");
  }

  static class IgnoreCase implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return a.compareToIgnoreCase(b);
    }
  }

  static class Lines extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line, 1);
    }
  }

  /** Writes each key with the number of its values, and counts its own calls. */
  static class Count extends Reducer<String, Integer, String, Integer> {
    private static final AtomicInteger MADE = new AtomicInteger();

    Count() {
      MADE.incrementAndGet();
    }

    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      for (int value : values) {
        sum += value;
      }
      context.getCounter("test", "reduced").increment(1);
      context.write(key, sum);
    }
  }

  private MapReduceJob spilling(int records, int minSpills) throws IOException {
    String[] lines = new String[records];
    for (int i = 0; i < records; i++) {
      lines[i] = "k" + i % 10;
    }
    MapReduceJob job = jobs().job("spilling", lines);
    job.setRunOptions(jobs().options().withNodes(1, 1));
    job.setMapperClass(Lines.class);
    job.setCombinerClass(Count.class);
    job.getConfiguration().set("mapreduce.task.io.sort.mb", "0.03125");
    job.getConfiguration().setInt("mapreduce.map.combine.minspills", minSpills);
    return job;
  }

  /**
   * A buffer of 32 KB takes 1,310 records of 4 bytes with their accounting up to 0.8: three spills.
   */
  @ParameterizedTest
  @CsvSource({"100, 3, 1", "3900, 3, 4", "3900, 4, 3"})
  void aCombinerRunsForEachSpillAndInTheLastMergeFromSoManySpills(
      int records, int minSpills, int runs) throws Exception {
    Count.MADE.set(0);
    MapReduceJob job = spilling(records, minSpills);
    job.setMapOutputKeyClass(String.class);
    job.setMapOutputValueClass(Integer.class);
    Jobs.succeed(job);
    assertThat(Count.MADE.get()).isEqualTo(runs);
    assertThat(job.getCounters().findCounter("test", "reduced").getValue()).isEqualTo(10L * runs);
    long lastMerge = runs == 4 ? 30 : 0;
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_INPUT_RECORDS)).isEqualTo(records + lastMerge);
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_OUTPUT_RECORDS)).isEqualTo(10L * runs);
  }

  @Test
  void aCombinerNeverRunsInAMapOnlyJobOrWithoutRecords() throws Exception {
    Count.MADE.set(0);
    MapReduceJob job = spilling(100, 3);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(Count.MADE.get()).isZero();
  }

  @Test
  void aCombinerMayDropRecordsAndWriteSeveral() throws Exception {
    MapReduceJob job = jobs().job("odd", "a", "b", "a", "c");
    job.setMapperClass(Lines.class);
    job.setCombiner(Odd::new);
    job.setReducerClass(Count.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("b\t11", "c\t11");
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_INPUT_RECORDS)).isEqualTo(4);
    assertThat(Jobs.counter(job, TaskCounter.COMBINE_OUTPUT_RECORDS)).isEqualTo(4);
  }

  /** All of a partition, in each of several spills and in their merge. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2000})
  void aCombinerMayDropAllRecordsOfAPartition(int times) throws Exception {
    MapReduceJob job = jobs().job("dropping", "a\nb\n".repeat(times).strip());
    job.getConfiguration().set("mapreduce.task.io.sort.mb", "0.03125");
    job.setMapperClass(Lines.class);
    job.setCombiner(Odd::new);
    job.setReducerClass(Keys.class);
    job.setNumReduceTasks(2);
    Jobs.succeed(job);
    assertThat(jobs().lines("part-r-00000")).isEmpty();
    assertThat(jobs().lines("part-r-00001")).containsExactly("b\t0");
  }

  static class Keys extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      context.write(key, 0);
    }
  }

  /** Drops a, doubles all others. */
  static class Odd extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      if (!key.equals("a")) {
        context.write(key, 1);
        context.write(key, 10);
      }
    }
  }
}
