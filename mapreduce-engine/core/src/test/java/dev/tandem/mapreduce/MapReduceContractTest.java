package dev.tandem.mapreduce;

import dev.tandem.contract.engine.Engine;
import dev.tandem.testkit.EngineContract;

class MapReduceContractTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new MapReduceEngine();
  }
}
