package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Hadoop promises to the code of a task, oddities included. */
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

  static class Lines extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line, 1);
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
}
