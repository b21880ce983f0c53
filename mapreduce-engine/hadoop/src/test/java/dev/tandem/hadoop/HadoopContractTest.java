package dev.tandem.hadoop;

import dev.tandem.contract.engine.Engine;
import dev.tandem.testkit.EngineContract;

class HadoopContractTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new HadoopEngine();
  }
}
