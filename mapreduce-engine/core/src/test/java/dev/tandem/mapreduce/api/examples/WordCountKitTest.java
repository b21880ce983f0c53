package dev.tandem.mapreduce.api.examples;

import dev.tandem.mapreduce.api.examples.WordCount.IntSumReducer;
import dev.tandem.mapreduce.api.examples.WordCount.TokenizerMapper;
import dev.tandem.mapreduce.api.testkit.MapDriver;
import dev.tandem.mapreduce.api.testkit.MapReduceDriver;
import dev.tandem.mapreduce.api.testkit.ReduceDriver;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordCountKitTest {
  @Test
  void eachWordIsEmittedWithAOne() {
    MapDriver.newMapDriver(TokenizerMapper::new)
        .withInput(0L, "to be  or")
        .withInput(10L, "not to be")
        .withOutput("to", 1)
        .withOutput("be", 1)
        .withOutput("or", 1)
        .withOutput("not", 1)
        .withOutput("to", 1)
        .withOutput("be", 1)
        .runTest();
  }

  @Test
  void onesAreAddedUp() {
    ReduceDriver.newReduceDriver(IntSumReducer::new)
        .withInput("be", List.of(1, 1, 3))
        .withOutput("be", 5)
        .runTest();
  }

  @Test
  void wordsAreCounted() {
    MapReduceDriver.newMapReduceDriver(TokenizerMapper::new, IntSumReducer::new)
        .withCombiner(IntSumReducer::new)
        .withInput(0L, "to be or")
        .withInput(9L, "not to be")
        .withOutput("be", 2)
        .withOutput("not", 1)
        .withOutput("or", 1)
        .withOutput("to", 2)
        .withCounter(TaskCounter.MAP_OUTPUT_RECORDS, 6)
        .runTest();
  }
}
