package dev.tandem.mapreduce.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Reducer;
import dev.tandem.mapreduce.api.lib.IntSumReducer;
import dev.tandem.mapreduce.api.lib.MultipleOutputs;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestDriverTest {
  enum Lines {
    GOOD,
    BAD
  }

  /** Emits the numbers of a line of words and numbers, counts, and stumbles over a word. */
  static class Numbers extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.split(" ");
      String word = context.getConfiguration().get("word", "stumble");
      if (cells[0].equals(word)) {
        context.getCounter(Lines.BAD).increment(1);
        throw new IllegalStateException("no line for me");
      }
      context.getCounter(Lines.GOOD).increment(1);
      context.getCounter("lines", "of " + cells.length).increment(1);
      for (int i = 1; i < cells.length; i++) {
        context.write(cells[0], Integer.parseInt(cells[i]));
      }
    }
  }

  private static MapDriver<Long, String, String, Integer> numbers(String... lines) {
    MapDriver<Long, String, String, Integer> driver = MapDriver.newMapDriver(Numbers::new);
    for (String line : lines) {
      driver.withInput(0L, line);
    }
    return driver;
  }

  @Test
  void runReturnsWhatWasWritten() {
    assertThat(numbers("b 1 2", "a 3").run())
        .containsExactly(Pair.of("b", 1), Pair.of("b", 2), Pair.of("a", 3));
  }

  @Test
  void aTestPassesWithTheRecordsInTheirOrder() {
    numbers("b 1 2", "a 3").withOutput("b", 1).withOutput("b", 2).withOutput("a", 3).runTest();
    numbers("b 1 2").withAllOutput(List.of(Pair.of("b", 2), Pair.of("b", 1))).runTest(false);
    numbers("b").runTest();
    numbers().withoutInput().runTest();
  }

  @Test
  void aForgottenInputIsNoPassedTest() {
    assertThatThrownBy(() -> numbers().runTest())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no input was given");
    assertThatThrownBy(() -> numbers().run()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsTestedIsAskedForAtOnce() {
    assertThatThrownBy(() -> MapDriver.newMapDriver(null)).hasMessage("mappers");
    assertThatThrownBy(() -> ReduceDriver.newReduceDriver(null)).hasMessage("reducers");
    assertThatThrownBy(() -> MapReduceDriver.newMapReduceDriver(null, IntSumReducer<String>::new))
        .hasMessage("mappers");
    assertThatThrownBy(() -> MapReduceDriver.newMapReduceDriver(Numbers::new, null))
        .hasMessage("reducers");
  }

  @Test
  void onlyAMapperWithoutReducerMayWriteANullKey() {
    MapDriver.newMapDriver(NoKey::new).withInput(0L, "a").withOutput(null, 1).runTest();
    assertThatThrownBy(
            () ->
                MapReduceDriver.newMapReduceDriver(NoKey::new, IntSumReducer<String>::new)
                    .withInput(0L, "a")
                    .run())
        .isInstanceOf(JobFailed.class);
  }

  static class NoKey extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(null, 1);
    }
  }

  @Test
  void aFailureSaysWhichRecordsAreMissingAndWhichNobodyExpected() {
    assertThatThrownBy(
            () -> numbers("b 1 2", "a 3").withOutput("b", 1).withOutput("b", 4).runTest(false))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "missing (b, 4) (expected as record 2); unexpected (b, 2) (record 2), (a, 3) (record 3)");
  }

  @Test
  void recordsThatAreThereAsOftenAsExpectedAreFound() {
    assertThatThrownBy(() -> numbers("b 1 1").withOutput("b", 1).runTest())
        .hasMessage("unexpected (b, 1) (record 2)");
    assertThatThrownBy(() -> numbers("b 1").withOutput("b", 1).withOutput("b", 1).runTest())
        .hasMessage("missing (b, 1) (expected as record 2)");
  }

  @Test
  void aFailureSaysWhichRecordIsInAnotherPlace() {
    MapDriver<Long, String, String, Integer> driver =
        numbers("a 1 2 3").withOutput("a", 1).withOutput("a", 3).withOutput("a", 2);
    assertThatThrownBy(driver::runTest)
        .hasMessage("out of order: record 2 is (a, 2) and should be (a, 3), which is record 3");
    driver.runTest(false);
  }

  @Test
  void aFailureNamesTheClassesWhereTextsAreAlike() {
    ReduceDriver<String, Object, String, Object> driver =
        ReduceDriver.newReduceDriver(Reducer<String, Object, String, Object>::new);
    assertThatThrownBy(() -> driver.withInput("a", List.of(1L)).withOutput("a", 1).runTest())
        .hasMessage(
            "missing (String a, Integer 1) (expected as record 1);"
                + " unexpected (String a, Long 1) (record 1)");
  }

  @Test
  void longDifferencesAreCut() {
    assertThatThrownBy(() -> numbers("a 1 2 3 4 5 6 7 8 9 10 11 12").runTest())
        .hasMessageStartingWith("unexpected (a, 1) (record 1), ")
        .hasMessageEndingWith("(a, 10) (record 10) and 2 more");
  }

  @Test
  void whatTheMapperThrowsIsTheCauseAndTheRecordIsNamed() {
    assertThatThrownBy(() -> numbers("b 1", "stumble 2", "c 3").runTest())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("IllegalStateException: no line for me")
        .hasMessageContaining("input record 2 (0, stumble 2)")
        .hasMessageContaining("attempt 1 of 1")
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheReducerThrowsNamesTheGroup() {
    ReduceDriver<String, Integer, String, Integer> driver =
        ReduceDriver.newReduceDriver(
            () ->
                new Reducer<>() {
                  @Override
                  protected void reduce(String key, Iterable<Integer> values, Context context) {
                    if (key.equals("b")) {
                      throw new IllegalStateException("not b");
                    }
                  }
                });
    driver.withInput("a", List.of(1)).withInput("b", List.of(1, 2));
    assertThatThrownBy(driver::run)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("not b")
        .hasMessageContaining("group 2 (b)");
  }

  @Test
  void countersAreCompared() {
    numbers("b 1", "a 2")
        .withOutput("b", 1)
        .withOutput("a", 2)
        .withCounter(Lines.GOOD, 2)
        .withCounter(Lines.BAD, 0)
        .withCounter("lines", "of 2", 2)
        .withCounter(TaskCounter.MAP_INPUT_RECORDS, 2)
        .runTest();
    assertThatThrownBy(
            () -> numbers("b").withCounter(Lines.GOOD, 2).withCounter("lines", "of 1", 3).runTest())
        .hasMessage(
            "counter Lines.GOOD is 1 and should be 2\ncounter lines.of 1 is 1 and should be 3");
    MapDriver<Long, String, String, Integer> driver = numbers("b");
    driver.run();
    assertThat(driver.getCounters().findCounter(Lines.GOOD).getValue()).isEqualTo(1);
  }

  @Test
  void settingsReachTheTasks() {
    Configuration conf = new Configuration();
    conf.set("word", "halt");
    MapDriver<Long, String, String, Integer> driver = numbers("stumble 1").withConfiguration(conf);
    driver.withOutput("stumble", 1).runTest();
    driver.getConfiguration().set("word", "stumble");
    assertThatThrownBy(driver::runTest).hasMessageContaining("no line for me");
  }

  @Test
  void groupsOfAReducerComeInTheOrderOfTheirKeysWithTheirValuesAsGiven() {
    ReduceDriver.newReduceDriver(Reducer<String, Integer, String, Integer>::new)
        .withInput("b", List.of(3, 1, 2))
        .withInput("a", List.of(9))
        .withInput("b", List.of(0))
        .withOutput("a", 9)
        .withOutput("b", 3)
        .withOutput("b", 1)
        .withOutput("b", 2)
        .withOutput("b", 0)
        .withCounter(TaskCounter.REDUCE_INPUT_GROUPS, 2)
        .runTest();
  }

  @Test
  void aGroupHasAValue() {
    assertThatThrownBy(
            () ->
                ReduceDriver.newReduceDriver(IntSumReducer<String>::new).withInput("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the group of a needs a value");
  }

  /** Sends even numbers to one output, large ones to a path, all others to the job's. */
  static class Sorts extends Reducer<String, Integer, String, Integer> {
    private MultipleOutputs<String, Integer> outputs;

    @Override
    protected void setup(Context context) {
      outputs = new MultipleOutputs<>(context);
    }

    @Override
    protected void reduce(String key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      for (int value : values) {
        if (value > 10) {
          outputs.write(key, value, "large/" + key);
        } else if (value % 2 == 0) {
          outputs.write("even", key, value);
        } else {
          context.write(key, value);
        }
      }
    }

    @Override
    protected void cleanup(Context context) {
      outputs.close();
    }
  }

  @Test
  void outputsBesideTheJobsAreComparedByName() {
    ReduceDriver<String, Integer, String, Integer> sorts = ReduceDriver.newReduceDriver(Sorts::new);
    sorts.withInput("a", List.of(1, 2, 30, 4)).withOutput("a", 1);
    assertThatThrownBy(() -> sorts.withMultiOutput("even").runTest())
        .hasMessage(
            "output 'even': unexpected (a, 2) (record 1), (a, 4) (record 2)\n"
                + "output 'large/a': unexpected (a, 30) (record 1)");
    sorts.withMultiOutput("even", "a", 2).withMultiOutput("even", "a", 4);
    sorts.withPathOutput("large/a", "a", 30).runTest();
    assertThatThrownBy(() -> sorts.withPathOutput("other", "b", 1).runTest())
        .hasMessage("output 'other': missing (b, 1) (expected as record 1)");
  }

  /** Writes what it changes afterwards, arrays, and nothing. */
  static class Odd extends Mapper<Long, String, Object, Object> {
    @Override
    protected void map(Long key, String value, Context context)
        throws IOException, InterruptedException {
      int[] box = {1};
      context.write(box, null);
      box[0] = 2;
      context.write(null, box);
      if (value.startsWith("http")) {
        context.write(URI.create(value), 1);
      }
    }
  }

  @Test
  void recordsAreKeptAsTheyWereWritten() {
    MapDriver<Long, String, Object, Object> odd = MapDriver.newMapDriver(Odd::new);
    odd.withInput(0L, "").withOutput(new int[] {1}, null).withOutput(null, new int[] {2});
    odd.runTest();
    assertThatThrownBy(() -> odd.withOutput(new int[] {3}, null).runTest())
        .hasMessage("missing ([3], null) (expected as record 3)");
  }

  @Test
  void classesWithoutACodecAreRefused() {
    assertThatThrownBy(() -> MapDriver.newMapDriver(Odd::new).withInput(0L, "http://a").run())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("no codec for java.net.URI");
  }
}
