package dev.tandem.testkit;

import dev.tandem.contract.engine.Engine;

/** The oracle keeps the contract that it is the oracle of. */
class ReferenceEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new ReferenceEngine();
  }

  @Override
  public boolean streams() {
    return false;
  }
}
