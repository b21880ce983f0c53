package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import java.util.Iterator;

/** Feeds records that are kept in memory. */
final class BlockFeed implements Feed {
  private final Iterator<Object> blocks;
  private RecordBlock block;
  private int next;

  BlockFeed(Iterator<Object> blocks) {
    this.blocks = blocks;
  }

  @Override
  public boolean push(Collector into, int atMost) {
    for (int i = 0; i < atMost && hasNext(); i++) {
      int at = next++;
      into.emit(block.key(at), block.value(at));
    }
    return hasNext();
  }

  private boolean hasNext() {
    while (block == null || next == block.size()) {
      if (!blocks.hasNext()) {
        return false;
      }
      block = (RecordBlock) blocks.next();
      next = 0;
    }
    return true;
  }
}
