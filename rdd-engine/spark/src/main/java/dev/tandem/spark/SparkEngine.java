package dev.tandem.spark;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;

/**
 * Runs plans on Apache Spark: locally unless the switch {@code master} says otherwise. Switches
 * that begin with {@code spark.} are Spark's own configuration. A Spark context that exists in this
 * JVM is used and left alone, with its own settings; else each run has its own, which runs at the
 * same time share. The report of a run warns of settings that it asked for and has not got.
 */
public final class SparkEngine implements Engine {
  /** The name on the command line. */
  public static final String NAME = "spark";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return "real Apache Spark: the plan as RDDs, with our codecs, partitioners and sinks";
  }

  @Override
  public Session open(String job, RunOptions options) {
    return SparkSession.open(job, options);
  }
}
