package dev.tandem.rdd.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.shuffle.KeyGrouping;

/**
 * Twin of Round of the MapReduce engine: a round has a shuffle in its middle, a stage ends with
 * one; so a stage may be as long as nothing is shuffled.
 *
 * <p>A maximal piece of lineage without a shuffle inside: one task for each partition of its last
 * RDD.
 *
 * @param number from 1, in the order in which the stages of a run were planned
 * @param rdd the last RDD
 * @param ending what happens to its records
 */
public record Stage(int number, RddNode rdd, Ending ending) {
  /** What a stage ends with. */
  public sealed interface Ending {
    /** After what the stage delivers, or what its shuffle is for. */
    String name();
  }

  /**
   * The records are published for the stages behind a shuffle.
   *
   * @param dependency the shuffle
   */
  public record Shuffle(ShuffleDependency dependency) implements Ending {
    @Override
    public String name() {
      return dependency.grouping().resultName();
    }
  }

  /**
   * The keys are sampled for the bounds of a sort.
   *
   * @param grouping which sorts
   */
  public record Sample(KeyGrouping grouping) implements Ending {
    @Override
    public String name() {
      return "sample for " + grouping.resultName();
    }
  }

  /**
   * The records are delivered.
   *
   * @param operation how
   */
  public record Write(Operation.Write operation) implements Ending {
    @Override
    public String name() {
      return operation.name();
    }
  }

  /** After what it delivers, or what its shuffle is for. */
  public String name() {
    return ending.name();
  }

  /** How reports and errors call it: {@code stage 2: counts}. */
  public String unit() {
    return "stage " + number + ": " + name();
  }
}
