package dev.tandem.mapreduce.api.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Partitioner;
import dev.tandem.mapreduce.api.Reducer;
import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.InverseMapper;
import dev.tandem.mapreduce.api.lib.KeyFieldBasedComparator;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Combiners, partitioners, comparators and chains in the test kit. */
class MapReduceDriverTest {
  /** No combiner: the median of medians is another number. */
  static class Median extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      List<Integer> sorted = new ArrayList<>();
      values.forEach(sorted::add);
      Collections.sort(sorted);
      context.write(key, sorted.get(sorted.size() / 2));
    }
  }

  static class FirstLetter implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return Character.compare(a.charAt(0), b.charAt(0));
    }
  }

  @Test
  void comparatorsOrderAndGroup() {
    ReduceDriver.newReduceDriver(IntSumReducer<String>::new)
        .withConfiguration(options())
        .withKeyOrderComparator(KeyFieldBasedComparator.class)
        .withKeyGroupingComparator(FirstLetter.class)
        .withInput("a1", List.of(1))
        .withInput("b1", List.of(2))
        .withInput("a2", List.of(4))
        .withOutput("b1", 2)
        .withOutput("a2", 5)
        .runTest();
  }

  private static Configuration options() {
    Configuration conf = new Configuration();
    conf.set(KeyFieldBasedComparator.COMPARATOR_OPTIONS, "-r");
    return conf;
  }

  static class ByLength extends Partitioner<String, Integer> {
    @Override
    public int getPartition(String key, Integer value, int numPartitions) {
      return key.length() % numPartitions;
    }
  }

  private static MapReduceDriver<Long, String, String, Integer, String, Integer> sums() {
    return MapReduceDriver.newMapReduceDriver(
            TestDriverTest.Numbers::new, IntSumReducer<String>::new)
        .withInput(0L, "a 1 3")
        .withInput(1L, "bb 2")
        .withInput(2L, "a 5");
  }

  @Test
  void aPipelineGoesThroughPartitionerCombinerAndReducer() {
    sums()
        .withCombiner(IntSumReducer<String>::new)
        .withPartitioner(ByLength.class, 2)
        .withOutput("bb", 2)
        .withOutput("a", 9)
        .withCounter(TaskCounter.COMBINE_INPUT_RECORDS, 4)
        .withCounter(TaskCounter.COMBINE_OUTPUT_RECORDS, 2)
        .runTest();
    sums().withOutput("a", 9).withOutput("bb", 2).runTest();
  }

  @Test
  void aPipelineIsGroupedAsItsComparatorsSay() {
    MapReduceDriver.newMapReduceDriver(InverseMapper<Long, String>::new, Count::new)
        .withConfiguration(options())
        .withKeyOrderComparator(KeyFieldBasedComparator.class)
        .withKeyGroupingComparator(FirstLetter.class)
        .withInput(0L, "a1")
        .withInput(1L, "b1")
        .withInput(2L, "a2")
        .withOutput("b1", 1)
        .withOutput("a2", 2)
        .runTest();
  }

  static class Count extends Reducer<String, Long, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Long> values, Context context)
        throws IOException, InterruptedException {
      int count = 0;
      for (long value : values) {
        count += value >= 0 ? 1 : 0;
      }
      context.write(key, count);
    }
  }

  @Test
  void aCombinerThatChangesTheAnswerIsFound() {
    var medians =
        MapReduceDriver.newMapReduceDriver(TestDriverTest.Numbers::new, Median::new)
            .withCombiner(Median::new)
            .withInput(0L, "a 1 1 1")
            .withInput(1L, "a 5")
            .withOutput("a", 1);
    assertThatThrownBy(medians::runTest)
        .hasMessageStartingWith("with the input in several map tasks: missing (a, 1)");
    var drops =
        sums()
            .withCombiner(
                () ->
                    new Reducer<>() {
                      @Override
                      protected void reduce(String k, Iterable<Integer> v, Context context) {}
                    });
    assertThatThrownBy(drops::runTest)
        .hasMessageStartingWith("without the combiner: unexpected (a, 9) (record 1)");
  }

  @Test
  void aWrongAnswerWithACombinerSaysWhetherItIsRightWithoutIt() {
    assertThatThrownBy(() -> medians().withOutput("a", 7).runTest())
        .hasMessageStartingWith(
            "with the combiner (without it the answer is as expected): missing (a, 7)");
    assertThatThrownBy(() -> medians().withOutput("a", 6).runTest())
        .hasMessageStartingWith(
            "with the combiner (without it the answer is wrong too): missing (a, 6)");
  }

  /** A sum in the place of a median as the combiner. */
  private static MapReduceDriver<Long, String, String, Integer, String, Integer> medians() {
    return MapReduceDriver.newMapReduceDriver(TestDriverTest.Numbers::new, Median::new)
        .withCombiner(IntSumReducer<String>::new)
        .withInput(0L, "a 1 7 8");
  }

  @Test
  void aWrongAnswerWithACombinerSaysIfTheJobFailsWithoutIt() {
    var driver =
        MapReduceDriver.newMapReduceDriver(TestDriverTest.Numbers::new, OneValue::new)
            .withCombiner(IntSumReducer<String>::new)
            .withInput(0L, "a 1 7");
    assertThatThrownBy(driver::runTest)
        .hasMessageStartingWith("with the combiner (without it the job fails: ")
        .hasMessageContaining("more than one value");
  }

  static class OneValue extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      var all = values.iterator();
      context.write(key, all.next());
      if (all.hasNext()) {
        throw new IllegalStateException("more than one value");
      }
    }
  }

  @Test
  void aWrongCounterIsNoFaultOfTheCombiner() {
    var driver =
        sums()
            .withCombiner(IntSumReducer<String>::new)
            .withOutput("a", 9)
            .withOutput("bb", 2)
            .withCounter(TestDriverTest.Lines.GOOD, 7);
    assertThatThrownBy(driver::runTest).hasMessage("counter Lines.GOOD is 3 and should be 7");
  }

  @Test
  void aChainIsSaidOfTheJob() {
    sums()
        .withJob(job -> job.addMapperBehindReducer(Twice.class))
        .withOutput("a", 18)
        .withOutput("bb", 4)
        .runTest();
  }

  static class Twice extends Mapper<String, Integer, String, Integer> {
    @Override
    protected void map(String key, Integer value, Context context)
        throws IOException, InterruptedException {
      context.write(key, 2 * value);
    }
  }
}
