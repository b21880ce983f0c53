package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are sorted, merged and grouped as they are encoded. */
class RawComparatorTest {
  private static final AtomicInteger DECODED = new AtomicInteger();

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    DECODED.set(0);
  }

  /** A number and what tells equal ones apart. */
  record Key(int number, int rest) {}

  /** Eight bytes; counts how often one is read. */
  enum KeyCodec implements Codec<Key> {
    CODEC;

    @Override
    public void write(Key key, Output out) {
      out.writeFixed32(key.number());
      out.writeFixed32(key.rest());
    }

    @Override
    public Key read(Input in) {
      DECODED.incrementAndGet();
      return new Key(in.readFixed32(), in.readFixed32());
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(Key key) {
      return key.number();
    }
  }

  /** The largest number first, then the smallest rest. */
  static class LargestFirst implements RawComparator<Key> {
    @Override
    public int compare(Key a, Key b) {
      int c = Integer.compare(b.number(), a.number());
      return c != 0 ? c : Integer.compare(a.rest(), b.rest());
    }

    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      int c =
          Integer.compare(WritableComparator.readInt(b2, s2), WritableComparator.readInt(b1, s1));
      return c != 0 ? c : WritableComparator.compareBytes(b1, s1 + 4, l1 - 4, b2, s2 + 4, l2 - 4);
    }
  }

  static class Decoding implements Comparator<Key> {
    @Override
    public int compare(Key a, Key b) {
      return new LargestFirst().compare(a, b);
    }
  }

  static class SameNumber implements RawComparator<Key> {
    @Override
    public int compare(Key a, Key b) {
      return Integer.compare(a.number(), b.number());
    }

    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      return WritableComparator.compareBytes(b1, s1, 4, b2, s2, 4);
    }
  }

  static class Keys extends Mapper<Long, String, Key, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      int number = Integer.parseInt(line);
      context.write(new Key(number / 10 - 50, number % 10), number % 10);
    }
  }

  /** Writes the rest of each key beside the value that it came with. */
  static class Rests extends Reducer<Key, Integer, Integer, String> {
    @Override
    protected void reduce(Key key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      StringBuilder line = new StringBuilder();
      for (int value : values) {
        line.append(context.getCurrentKey().rest() == value ? value : "?");
      }
      context.write(key.number(), line.toString());
    }
  }

  private MapReduceJob job(String name, Class<? extends Comparator<Key>> sort) throws IOException {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    Collections.shuffle(numbers, new Random(1));
    MapReduceJob job =
        new Jobs(folder).job(name, numbers.stream().map(String::valueOf).toArray(String[]::new));
    job.setOutputPath(folder.resolve(name).toString());
    job.setMapperClass(Keys.class);
    job.setMapOutputKeyCodec(KeyCodec.CODEC);
    job.setSortComparatorClass(sort);
    return job;
  }

  @Test
  void nothingIsDecodedToBeSortedMergedAndGrouped() throws Exception {
    MapReduceJob raw = job("raw", LargestFirst.class);
    raw.getConfiguration().set("mapreduce.map.sort.spill.percent", "0.005");
    raw.getConfiguration().set("mapreduce.task.io.sort.factor", "2");
    Jobs.succeed(raw);
    assertThat(DECODED).as("once for each group").hasValue(1000);
    MapReduceJob slow = job("slow", Decoding.class);
    Jobs.succeed(slow);
    assertThat(DECODED).hasValueGreaterThan(5000);
    assertThat(folder.resolve("raw/part-r-00000"))
        .hasSameTextualContentAs(folder.resolve("slow/part-r-00000"))
        .content()
        .startsWith("Key[number=49, rest=0]\t0\nKey[number=49, rest=1]\t1\n");
  }

  @Test
  void theKeyChangesInAGroupThatIsToldByBytes() throws Exception {
    MapReduceJob job = job("grouped", LargestFirst.class);
    job.setGroupingComparatorClass(SameNumber.class);
    job.setReducerClass(Rests.class);
    Jobs.succeed(job);
    assertThat(folder.resolve("grouped/part-r-00000"))
        .content()
        .startsWith("49\t0123456789\n48\t0123456789\n")
        .endsWith("-50\t0123456789\n");
  }

  /** Groups numbers that differ by at most one. */
  static class Near implements RawComparator<Key> {
    @Override
    public int compare(Key a, Key b) {
      return compare(a.number(), b.number());
    }

    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      return compare(WritableComparator.readInt(b1, s1), WritableComparator.readInt(b2, s2));
    }

    private static int compare(int a, int b) {
      return Math.abs(a - b) <= 1 ? 0 : Integer.compare(b, a);
    }
  }

  /** Reads no value, or some of them. */
  static class FirstValues extends Reducer<Key, Integer, Integer, String> {
    @Override
    protected void reduce(Key key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      Iterator<Integer> some = values.iterator();
      for (int i = context.getConfiguration().getInt("read", 0); i > 0; i--) {
        some.next();
      }
      context.write(key.number(), "");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 1000})
  void neighboursAreComparedHoweverMuchOfAGroupIsRead(int read) throws Exception {
    MapReduceJob job = job("near", LargestFirst.class);
    job.getConfiguration().setInt("read", read);
    job.setGroupingComparatorClass(Near.class);
    job.setReducerClass(FirstValues.class);
    Jobs.succeed(job);
    assertThat(Files.readAllLines(folder.resolve("near/part-r-00000"))).hasSize(1);
  }

  @Test
  void aCombinerGroupsByBytesToo() throws Exception {
    MapReduceJob job = job("combined", LargestFirst.class);
    job.setCombinerClass(First.class);
    job.setCombinerKeyGroupingComparatorClass(SameNumber.class);
    Jobs.succeed(job);
    assertThat(folder.resolve("combined/part-r-00000"))
        .content()
        .startsWith("Key[number=49, rest=0]\t0\nKey[number=48, rest=0]\t0\n");
  }

  static class First extends Reducer<Key, Integer, Key, Integer> {
    @Override
    protected void reduce(Key key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      context.write(key, values.iterator().next());
    }
  }

  static class Broken extends LargestFirst {
    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      throw new IllegalStateException("no bytes");
    }
  }

  @Test
  void itsFailuresAreItsOwn() throws Exception {
    assertThat(Jobs.fail(job("broken", Broken.class))).contains("Broken.compare", "no bytes");
  }

  @Test
  void theCodecOfTheKeysMustBeKnown() throws Exception {
    MapReduceJob job = new Jobs(folder).job("any", "1");
    job.setSortComparatorClass(LargestFirst.class);
    assertThatThrownBy(job::submit).hasMessageContaining("LargestFirst cannot know how keys");
  }

  /** Has an order that its jobs need not name. */
  record Year(int year) {}

  /** The bytes of a record are in the order of its components. */
  static class LatestFirst implements RawComparator<Year> {
    @Override
    public int compare(Year a, Year b) {
      return Integer.compare(b.year(), a.year());
    }

    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      return WritableComparator.compareBytes(b2, s2, l2, b1, s1, l1);
    }
  }

  static class Years extends Mapper<Long, String, Year, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(new Year(Integer.parseInt(line)), "");
    }
  }

  @Test
  void aClassMayHaveAComparatorOfItsOwn() throws Exception {
    WritableComparator.define(Year.class, new LatestFirst());
    MapReduceJob job = new Jobs(folder).job("years", "1999", "2026", "-5", "2001");
    job.setMapperClass(Years.class);
    job.setMapOutputKeyClass(Year.class);
    Jobs.succeed(job);
    assertThat(new Jobs(folder).lines())
        .containsExactly(
            "Year[year=2026]\t", "Year[year=2001]\t", "Year[year=1999]\t", "Year[year=-5]\t");
    assertThat(job.getSortComparator().compare(new Year(1), new Year(2))).isPositive();
  }

  @Test
  void numbersAreReadHighestByteFirst() {
    byte[] bytes = {0, -1, 2, 3, 4, 5, 6, 7, -128};
    assertThat(WritableComparator.readInt(bytes, 1)).isEqualTo(0xFF020304);
    assertThat(WritableComparator.readLong(bytes, 1)).isEqualTo(0xFF02030405060780L);
  }
}
