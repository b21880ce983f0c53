package dev.tandem.mapreduce;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.mapreduce.explain.RoundExplainer;

/**
 * Twin of the RDD engine's {@code RddEngine}: executes plans as rounds that read files and write
 * files.
 *
 * <p>Switches: {@code combiner=false} leaves combiners out; Hadoop's names for the sort are those
 * of {@link dev.tandem.mapreduce.shuffle.SortSettings}.
 */
public final class MapReduceEngine implements Engine {
  @Override
  public String name() {
    return RoundExplainer.ENGINE;
  }

  @Override
  public String describe() {
    return "Hadoop's way: rounds of map, sort and reduce; between rounds there is nothing but files.";
  }

  @Override
  public Session open(String job, RunOptions options) {
    return new MapReduceSession(job, options);
  }
}
