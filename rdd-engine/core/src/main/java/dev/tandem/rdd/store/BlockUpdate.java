package dev.tandem.rdd.store;

/**
 * A copy of a kept partition was stored, moved to a file or dropped.
 *
 * @param rdd the number of the RDD's operation
 * @param partition its partition
 * @param node the number of the node
 * @param memoryBytes what it takes of the budget now
 * @param diskBytes the length of its file now; dropped if both are 0
 */
public record BlockUpdate(int rdd, int partition, int node, long memoryBytes, long diskBytes) {
  static BlockUpdate stored(BlockMap.Place place, Block block) {
    return new BlockUpdate(
        place.rdd(),
        place.partition(),
        block.node().number(),
        block.memoryBytes(),
        block.diskBytes());
  }

  static BlockUpdate dropped(BlockMap.Place place, Block block) {
    return new BlockUpdate(place.rdd(), place.partition(), block.node().number(), 0, 0);
  }
}
