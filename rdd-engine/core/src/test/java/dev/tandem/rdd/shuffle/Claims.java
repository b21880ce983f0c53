package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.rdd.store.MemoryManager;

/** Memory for the buffers of one task. */
final class Claims {
  private Claims() {}

  static MemoryManager.Claim of(long bytes) {
    return new MemoryManager(new MemoryBudget(bytes, 1), (wanted, except) -> 0).newTask().claim();
  }
}
