package dev.tandem.harness;

/**
 * How often a job is run on each contender.
 *
 * @param forks JVMs, one after the other; 0 runs in this JVM, which is for trying things out: what
 *     ran before changes the times
 * @param warmup runs in each JVM before times are taken
 * @param iterations runs in each JVM whose times count
 */
public record Schedule(int forks, int warmup, int iterations) {
  /** Five processes that run once: what a cold time is made of. */
  public static final Schedule COLD = new Schedule(5, 0, 1);

  /** Checks the numbers. */
  public Schedule {
    require(forks >= 0, "forks", forks, 0);
    require(warmup >= 0, "warmup", warmup, 0);
    require(iterations >= 1, "iterations", iterations, 1);
  }

  private static void require(boolean holds, String name, int value, int least) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be at least " + least);
    }
  }

  /** With other forks. */
  Schedule withForks(int other) {
    return new Schedule(other, warmup, iterations);
  }

  /** Rounds in which each contender has its turn: one for each fork, one without forks. */
  int rounds() {
    return Math.max(1, forks);
  }

  /** Runs in one round of one contender, warm-up included. */
  int runs() {
    return warmup + iterations;
  }
}
