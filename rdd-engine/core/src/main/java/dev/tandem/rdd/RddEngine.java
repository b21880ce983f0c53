package dev.tandem.rdd;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;

/**
 * Twin of MapReduceEngine: between its rounds there are files, between the stages of this one there
 * are references on the heap, and what is lost is computed again from the lineage.
 */
public final class RddEngine implements Engine {
  @Override
  public String name() {
    return "rdd";
  }

  @Override
  public String describe() {
    return "in memory, with lineage: stages cut at shuffles, reused partitions kept, lost ones computed again";
  }

  @Override
  public Session open(String job, RunOptions options) {
    return RddSession.open(job, options);
  }
}
