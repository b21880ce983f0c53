package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.api.lib.TotalOrderPartitioner;
import dev.tandem.mapreduce.explain.counters.JobCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hadoop's semantics, oddities included. */
class SemanticsTest {
  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

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

  static class Watched extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      CALLS.add(
          "setup " + context.getTaskAttemptID().toString().replaceAll(".*_(.)_(.*_.)$", "$1_$2"));
    }

    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      CALLS.add("map " + offset + " " + line);
      if (line.equals("bad")) {
        throw new IOException("a bad line");
      }
      context.write(line, 1);
    }

    @Override
    protected void cleanup(Context context) {
      CALLS.add("cleanup");
    }
  }

  @Test
  void setupMapsAndCleanupInOrder() throws Exception {
    MapReduceJob job = jobs().job("order", "x", "yy");
    job.setMapperClass(Watched.class);
    Jobs.succeed(job);
    assertThat(CALLS).containsExactly("setup m_000000_0", "map 0 x", "map 2 yy", "cleanup");
  }

  @Test
  void cleanupRunsAfterAMapThatThrewAndEachAttemptHasItsOwnMapper() throws Exception {
    MapReduceJob job = jobs().job("again", "x", "bad");
    job.setMapperClass(Watched.class);
    job.getConfiguration().setInt("mapreduce.map.maxattempts", 2);
    assertThat(Jobs.fail(job))
        .contains("SemanticsTest$Watched.map", "a bad line", "attempt 2 of 2", "line 2 (byte 2)");
    assertThat(CALLS)
        .containsExactly(
            "setup m_000000_0",
            "map 0 x",
            "map 2 bad",
            "cleanup",
            "setup m_000000_1",
            "map 0 x",
            "map 2 bad",
            "cleanup");
  }

  static class EverySecond extends Mapper<Long, String, String, Integer> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      setup(context);
      while (context.nextKeyValue()) {
        map(context.getCurrentKey(), context.getCurrentValue(), context);
        context.nextKeyValue();
      }
      cleanup(context);
    }

    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line, 1);
    }
  }

  static class FirstTwoKeys extends Reducer<String, Integer, String, Integer> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      for (int i = 0; i < 2 && context.nextKey(); i++) {
        reduce(context.getCurrentKey(), context.getValues(), context);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"hadoop", "tandem"})
  void aMapperAndAReducerMayOwnTheirLoops(String defaults) throws Exception {
    MapReduceJob job = jobs().job("loops", "d", "x", "c", "x", "b", "x", "a");
    job.setRunOptions(jobs().options().withConf("defaults", defaults));
    job.setMapperClass(EverySecond.class);
    job.setReducerClass(FirstTwoKeys.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a\t1", "b\t1");
    assertThat(Jobs.counter(job, TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(7);
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(2);
  }

  static class TwoPasses extends Reducer<String, Integer, String, String> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      int first = 0;
      for (int ignored : values) {
        first++;
      }
      Iterator<Integer> again = values.iterator();
      assertThatThrownBy(again::next).isInstanceOf(NoSuchElementException.class);
      context.write(key, first + " " + again.hasNext());
    }
  }

  @Test
  void theValuesOfAGroupAreASinglePass() throws Exception {
    MapReduceJob job = jobs().job("passes", "a", "b", "a");
    job.setMapperClass(Lines.class);
    job.setReducerClass(TwoPasses.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a\t2 false", "b\t1 false");
  }

  static class Firsts extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      context.write(key, values.iterator().next());
    }
  }

  /** A number in a box that can be filled again. */
  private enum Boxes implements HolderCodec<int[]> {
    INSTANCE;

    @Override
    public int[] newHolder() {
      return new int[1];
    }

    @Override
    public void write(int[] value, Output out) {
      out.writeFixed32(value[0]);
    }

    @Override
    public void read(Input in, int[] holder) {
      holder[0] = in.readFixed32();
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(int[] value) {
      return value[0];
    }
  }

  static class Boxed extends Mapper<Long, String, String, int[]> {
    private final int[] box = new int[1];

    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      box[0] = Integer.parseInt(line);
      context.write("key", box);
    }
  }

  /** The classic mistake of Hadoop programs: keeps values beyond the next one. */
  static class Keeps extends Reducer<String, int[], String, String> {
    @Override
    protected void reduce(String key, Iterable<int[]> values, Context context)
        throws IOException, InterruptedException {
      List<int[]> kept = new ArrayList<>();
      values.forEach(kept::add);
      context.write(key, kept.stream().map(box -> "" + box[0]).collect(Collectors.joining(" ")));
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1 2 3", "true, 3 3 3"})
  void objectReuseIsASwitch(String reuse, String kept) throws Exception {
    MapReduceJob job = jobs().job("reuse", "1", "2", "3");
    job.getConfiguration().set(HolderCodec.REUSE, reuse);
    job.setMapperClass(Boxed.class);
    job.setMapOutputValueCodec(Boxes.INSTANCE);
    job.setReducerClass(Keeps.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("key\t" + kept);
  }

  @Test
  void whatAReducerLeavesUnreadIsPassedOver() throws Exception {
    MapReduceJob job = jobs().job("firsts", "a", "b", "a", "a");
    job.setMapperClass(Lines.class);
    job.setReducerClass(Firsts.class);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a\t1", "b\t1");
    assertThat(Jobs.counter(job, TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(4);
  }

  @Test
  void aMapOnlyJobWithoutClassesCopiesItsRecords() throws Exception {
    MapReduceJob job = jobs().job("copy", "b", "a");
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().files()).containsExactly("_SUCCESS", "part-m-00000");
    assertThat(jobs().lines()).containsExactly("0\tb", "2\ta");
  }

  static class Nothings extends Mapper<Long, String, Object, Object> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(null, line);
      context.write(line, Unit.UNIT);
      context.write(null, Unit.UNIT);
    }
  }

  @Test
  void aMissingKeyOrValueLeavesOutTheTab() throws Exception {
    MapReduceJob job = jobs().job("nothing", "a");
    job.setMapperClass(Nothings.class);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("a", "a");
    assertThat(Jobs.counter(job, TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(3);
  }

  @Test
  void nullsAndOtherClassesAreRefusedInMapOutput() throws Exception {
    MapReduceJob job = jobs().job("null", "a");
    job.setMapperClass(Nothings.class);
    assertThat(Jobs.fail(job)).contains("the key of a map output record is null");
    MapReduceJob other = jobs().job("class", "a");
    other.setMapperClass(Lines.class);
    other.setMapOutputValueClass(Long.class);
    assertThat(Jobs.fail(other))
        .contains("Type mismatch in value from map: expected java.lang.Long")
        .contains("received java.lang.Integer");
  }

  @Test
  void keysWithoutAnOrderNeedASortComparator() throws Exception {
    MapReduceJob job = jobs().job("unordered", "a");
    job.setMapper(ListsOfFiles::new);
    assertThat(Jobs.fail(job))
        .contains("no codec for java.net.URI", "name one with setMapOutputKeyCodec");
    MapReduceJob unordered = jobs().job("codec", "b", "a");
    unordered.setMapper(ListsOfFiles::new);
    unordered.setMapOutputKeyCodec(UriCodec.INSTANCE);
    assertThatThrownBy(unordered::submit)
        .hasMessageContaining("no natural order; say how they are sorted with setSortComparator");
    unordered.setSortComparatorClass(UriOrder.class);
    Jobs.succeed(unordered);
    assertThat(jobs().lines()).containsExactly("a\t1", "b\t1");
  }

  static class UriOrder implements Comparator<URI> {
    @Override
    public int compare(URI a, URI b) {
      return a.compareTo(b);
    }
  }

  private enum UriCodec implements Codec<URI> {
    INSTANCE;

    @Override
    public void write(URI value, Output out) {
      Codecs.TEXT.write(value.toString(), out);
    }

    @Override
    public URI read(Input in) {
      return URI.create(Codecs.TEXT.read(in));
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(URI value) {
      return value.toString().hashCode();
    }
  }

  static class ListsOfFiles extends Mapper<Long, String, Object, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(URI.create(line), 1);
    }
  }

  static class Waiting extends Mapper<Long, String, String, Integer> {
    private static CountDownLatch begun = new CountDownLatch(1);

    @Override
    protected void map(Long offset, String line, Context context) throws InterruptedException {
      begun.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void aJobCanBeWatchedAndKilled() throws Exception {
    Waiting.begun = new CountDownLatch(1);
    MapReduceJob job = jobs().job("kill", "a");
    job.setMapperClass(Waiting.class);
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.PREP);
    job.submit();
    Waiting.begun.await();
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.RUNNING);
    assertThat(job.isComplete()).isFalse();
    assertThat(job.getJobID()).matches("job_\\d+_\\d{4}");
    assertThatThrownBy(() -> job.setNumReduceTasks(2)).hasMessageContaining("submitted already");
    job.killJob();
    assertThat(job.waitForCompletion(false)).isFalse();
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.KILLED);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void anExistingOutputIsRefusedAtOnce() throws Exception {
    MapReduceJob job = jobs().job("exists", "a");
    jobs().write("out/part-r-00000", "precious");
    assertThatThrownBy(job::submit).isInstanceOf(JobFailed.class).hasMessageContaining("exists");
    assertThat(jobs().lines()).containsExactly("precious");
  }

  @Test
  void aNameThatIsNearNoneOfHundredsDoesNotListThem() {
    assertThatThrownBy(() -> HadoopProperties.ignored(Map.of("mapreduce.wholly.different", "1")))
        .hasMessage(
            "there is no property 'mapreduce.wholly.different'; a setting of the job's own needs a"
                + " name that does not begin with mapreduce.");
  }

  @Test
  void whatTheLibrarySetsHasAMeaning() {
    MapReduceJob job = MapReduceJob.getInstance();
    MultipleOutputs.setCountersEnabled(job, true);
    TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), "bounds");
    assertThat(HadoopProperties.ignored(job.getConfiguration().toMap())).isEmpty();
  }

  @Test
  void propertiesHaveHadoopsNamesAndMistakesAreFound() throws Exception {
    MapReduceJob job = jobs().job("mistake", "a");
    job.getConfiguration().set("mapreduce.job.reducers", "2");
    assertThatThrownBy(job::submit)
        .hasMessage(
            "there is no property 'mapreduce.job.reducers'; did you mean 'mapreduce.job.reduces'?");
    job.getConfiguration().unset("mapreduce.job.reducers");
    job.getConfiguration().set("mapreduce.job.queuename", "default");
    job.getConfiguration().set("my.own", "1");
    job.getConfiguration().set("mapreduce.job.reduces", "2");
    Jobs.succeed(job);
    assertThat(Jobs.counter(job, JobCounter.TOTAL_LAUNCHED_REDUCES)).isEqualTo(2);
  }

  /** Counts by its parameters, in an attempt that fails and one that does not. */
  static class Counting extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      Counter counter = context.getCounter("a group", "set");
      counter.setValue(5);
      counter.increment(-2);
      context.setStatus("counting");
      CALLS.add(context.getStatus() + " " + counter.getValue());
      CALLS.add(context.getConfiguration().get("my.own") + " " + context.getInputSplit().start());
      if (context.getTaskAttemptID().attempt() == 0) {
        throw new IllegalStateException("the first attempt");
      }
    }
  }

  @Test
  void onlyAttemptsThatSucceedCount() throws Exception {
    MapReduceJob job = jobs().job("counting", "a");
    job.getConfiguration().set("my.own", "mine");
    job.setMapperClass(Counting.class);
    Jobs.succeed(job);
    assertThat(job.getCounters().findCounter("a group", "set").getValue()).isEqualTo(3);
    assertThat(Jobs.counter(job, JobCounter.NUM_FAILED_MAPS)).isEqualTo(1);
    assertThat(CALLS).containsExactly("counting 3", "mine 0", "counting 3", "mine 0");
  }

  static class TooMany extends Mapper<Long, String, String, Integer> {
    @Override
    protected void setup(Context context) {
      for (int i = 0; i <= 120; i++) {
        context.getCounter("many", "c" + i).increment(1);
      }
    }
  }

  @Test
  void countersAreLimitedAsInHadoop() throws Exception {
    MapReduceJob job = jobs().job("limits", "a");
    job.setMapperClass(TooMany.class);
    assertThat(Jobs.fail(job)).contains("Too many counters: 121 max=120");
    MapReduceJob more = jobs().job("more", "a");
    more.getConfiguration().setInt("mapreduce.job.counters.max", 200);
    more.setMapperClass(TooMany.class);
    Jobs.succeed(more);
    assertThat(more.getCounters().getGroup("many").size()).isEqualTo(121);
  }

  @Test
  void aGroupLargerThanTheMemoryStreams() throws Exception {
    MapReduceJob job = jobs().job("huge", "x");
    job.setRunOptions(jobs().options().withNodes(1, 1).withMemory(2 << 20));
    job.getConfiguration().set("mapreduce.task.io.sort.mb", "0.25");
    job.setMapper(Flood::new);
    job.setMapOutputValueClass(byte[].class);
    job.setReducer(Bytes::new);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("key\t16777216");
  }

  static class Flood extends Mapper<Long, String, String, byte[]> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      for (int i = 0; i < 4096; i++) {
        context.write("key", new byte[4096]);
      }
    }
  }

  static class Bytes extends Reducer<String, byte[], String, Long> {
    @Override
    protected void reduce(String key, Iterable<byte[]> values, Context context)
        throws IOException, InterruptedException {
      long sum = 0;
      for (byte[] value : values) {
        sum += value.length;
      }
      context.write(key, sum);
    }
  }

  @Test
  void classesThatCannotBeMadeAreRefusedWithTheRemedy() {
    MapReduceJob job = jobs().job("classes");
    assertThatThrownBy(() -> job.setMapperClass(Inner.class))
        .hasMessageContaining("Inner cannot be made: it is an inner class; make it static");
    assertThatThrownBy(() -> job.setReducerClass(WithArgument.class))
        .hasMessageContaining("no constructor without parameters; add one");
    assertThatThrownBy(job::submit).hasMessageContaining("no input");
  }

  class Inner extends Mapper<Long, String, String, Integer> {
    @Override
    public String toString() {
      return folder.toString();
    }
  }

  static class WithArgument extends Reducer<String, Integer, String, Integer> {
    WithArgument(int ignored) {}
  }
}
