package dev.tandem.rdd.api;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the tasks that have ended say of all: they are taken for a sample, and each partition for as
 * large as the next. The estimates of Spark's package {@code partial}.
 */
final class Evaluators {
  /** With more records than these, Student's distribution is as good as normal. */
  private static final long MANY = 100;

  private Evaluators() {}

  /** How many of the job's tasks have ended. */
  private abstract static class Sampled<U, R> implements Evaluator<U, R> {
    final int tasks;
    final double confidence;
    int ended;

    Sampled(int tasks, double confidence) {
      this.tasks = tasks;
      this.confidence = confidence;
    }

    @Override
    public final void merge(U taskResult) {
      ended++;
      add(taskResult);
    }

    abstract void add(U taskResult);

    final boolean complete() {
      return ended == tasks;
    }

    /** The share of all partitions that was seen. */
    final double share() {
      return (double) ended / tasks;
    }
  }

  /** A number of records. */
  static Evaluator<Long, BoundedDouble> count(int tasks, double confidence) {
    return new Sampled<>(tasks, confidence) {
      private long sum;

      @Override
      void add(Long count) {
        sum += count;
      }

      @Override
      public BoundedDouble currentResult() {
        if (complete()) {
          return BoundedDouble.exactly((double) sum);
        }
        return sum == 0
            ? new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY)
            : bounded(sum, share(), confidence);
      }
    };
  }

  /** Numbers of records by their keys; a key that was not seen yet is not there. */
  static <K> Evaluator<Tally<K>, Map<K, BoundedDouble>> counts(int tasks, double confidence) {
    return new Sampled<>(tasks, confidence) {
      private final Tally<K> sums = new Tally<>();

      @Override
      void add(Tally<K> counts) {
        counts.forEach(sums::add);
      }

      @Override
      public Map<K, BoundedDouble> currentResult() {
        Map<K, BoundedDouble> all = new HashMap<>();
        sums.forEach(
            (key, sum) ->
                all.put(
                    key,
                    complete()
                        ? BoundedDouble.exactly((double) sum)
                        : bounded(sum, share(), confidence)));
        return all;
      }
    };
  }

  /** What is still to come of a count is Poisson distributed, at the rate that was seen so far. */
  private static BoundedDouble bounded(long sum, double share, double confidence) {
    PoissonDistribution rest = PoissonDistribution.of(sum * (1 - share) / share);
    return new BoundedDouble(
        sum + rest.getMean(),
        confidence,
        sum + (double) rest.inverseCumulativeProbability((1 - confidence) / 2),
        sum + (double) rest.inverseCumulativeProbability((1 + confidence) / 2));
  }

  /** The mean of numbers. */
  static Evaluator<StatCounter, BoundedDouble> mean(int tasks, double confidence) {
    return new Numbers(tasks, confidence) {
      @Override
      double exact() {
        return seen.mean();
      }

      @Override
      BoundedDouble estimate() {
        double deviation = Math.sqrt(seen.sampleVariance() / seen.count());
        return around(seen.mean(), deviation);
      }
    };
  }

  /** The sum of numbers: of those that were seen, and a guess at the others. */
  static Evaluator<StatCounter, BoundedDouble> sum(int tasks, double confidence) {
    return new Numbers(tasks, confidence) {
      @Override
      double exact() {
        return seen.sum();
      }

      /**
       * The rest is a mean times a number, which vary independently: the variance of a product, by
       * Goodman, "On the Exact Variance of Products", JASA 1960; the number is negative binomial.
       */
      @Override
      BoundedDouble estimate() {
        double share = share();
        double mean = seen.mean();
        double number = seen.count() * (1 - share) / share;
        double varianceOfMean = seen.sampleVariance() / seen.count();
        double varianceOfNumber = seen.count() * (1 - share) / (share * share);
        double variance =
            mean * mean * varianceOfNumber
                + number * number * varianceOfMean
                + varianceOfMean * varianceOfNumber;
        return around(seen.sum() + mean * number, Math.sqrt(variance));
      }
    };
  }

  private abstract static class Numbers extends Sampled<StatCounter, BoundedDouble> {
    final StatCounter seen = new StatCounter();

    Numbers(int tasks, double confidence) {
      super(tasks, confidence);
    }

    abstract double exact();

    /** From at least one number. */
    abstract BoundedDouble estimate();

    @Override
    final void add(StatCounter numbers) {
      seen.merge(numbers);
    }

    @Override
    public final BoundedDouble currentResult() {
      if (complete()) {
        return BoundedDouble.exactly(exact());
      }
      if (seen.count() == 0) {
        return unbounded(0, 0);
      }
      return estimate();
    }

    private static BoundedDouble unbounded(double mean, double confidence) {
      return new BoundedDouble(
          mean, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** An interval on both sides of an estimate; one number says nothing of how far off it is. */
    final BoundedDouble around(double mean, double deviation) {
      if (seen.count() == 1) {
        return unbounded(mean, confidence);
      }
      ContinuousDistribution errors =
          seen.count() > MANY ? NormalDistribution.of(0, 1) : TDistribution.of(seen.count() - 1.0);
      double reach = errors.inverseCumulativeProbability((1 + confidence) / 2) * deviation;
      return new BoundedDouble(mean, confidence, mean - reach, mean + reach);
    }
  }
}
