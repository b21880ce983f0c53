package dev.tandem.rdd;

import dev.tandem.contract.engine.Engine;
import dev.tandem.testkit.EngineContract;

class RddEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new RddEngine();
  }
}
