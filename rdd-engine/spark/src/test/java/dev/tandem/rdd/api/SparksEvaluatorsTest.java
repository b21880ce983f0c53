package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.spark.partial.CountEvaluator;
import org.apache.spark.partial.MeanEvaluator;
import org.apache.spark.partial.SumEvaluator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The estimates are Spark's, whatever has been seen so far. In this package because neither side's
 * evaluators are for users.
 */
class SparksEvaluatorsTest {
  private static final int TASKS = 12;

  private final Random random = new Random(7);

  private static void assertSame(
      BoundedDouble own, org.apache.spark.partial.BoundedDouble spark, int ended) {
    same(own.mean(), spark.mean(), "mean after " + ended);
    same(own.confidence(), spark.confidence(), "confidence after " + ended);
    same(own.low(), spark.low(), "lower bound after " + ended);
    same(own.high(), spark.high(), "upper bound after " + ended);
  }

  private static void same(double own, double spark, String what) {
    if (Double.isInfinite(spark)) {
      assertThat(own).as(what).isEqualTo(spark);
    } else {
      assertThat(own).as(what).isCloseTo(spark, within(1e-7 * Math.max(1, Math.abs(spark))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.95, 0.999})
  void ofCounts(double confidence) {
    Evaluator<Long, BoundedDouble> own = Evaluators.count(TASKS, confidence);
    CountEvaluator spark = new CountEvaluator(TASKS, confidence);
    for (int task = 0; task < TASKS; task++) {
      assertSame(own.currentResult(), spark.currentResult(), task);
      long count = task < 2 ? 0 : random.nextInt(500);
      own.merge(count);
      spark.merge(task, count);
    }
    assertSame(own.currentResult(), spark.currentResult(), TASKS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.95, 0.999})
  void ofSumsAndMeans(double confidence) {
    Evaluator<StatCounter, BoundedDouble> ownSum = Evaluators.sum(TASKS, confidence);
    Evaluator<StatCounter, BoundedDouble> ownMean = Evaluators.mean(TASKS, confidence);
    SumEvaluator sparkSum = new SumEvaluator(TASKS, confidence);
    MeanEvaluator sparkMean = new MeanEvaluator(TASKS, confidence);
    for (int task = 0; task < TASKS; task++) {
      assertSame(ownSum.currentResult(), sparkSum.currentResult(), task);
      assertSame(ownMean.currentResult(), sparkMean.currentResult(), task);
      StatCounter own = new StatCounter();
      org.apache.spark.util.StatCounter spark = new org.apache.spark.util.StatCounter();
      // nothing, then one number, then few, then more than a hundred
      int numbers = task < 3 ? task / 2 : 25;
      for (int i = 0; i < numbers; i++) {
        double number = random.nextGaussian() * 10 + 3;
        own.merge(number);
        spark.merge(number);
      }
      ownSum.merge(own);
      ownMean.merge(own);
      sparkSum.merge(task, spark);
      sparkMean.merge(task, spark);
    }
    assertSame(ownSum.currentResult(), sparkSum.currentResult(), TASKS);
    assertSame(ownMean.currentResult(), sparkMean.currentResult(), TASKS);
  }
}
