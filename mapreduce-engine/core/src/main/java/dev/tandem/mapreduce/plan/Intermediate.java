package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;

/**
 * A result that one round leaves in files for later ones.
 *
 * @param id of the operation whose records it holds
 * @param name of the operation
 * @param shape of the records
 * @param placement where its records lie, or null if that is not known
 * @param shuffled whether its partitions come from a shuffle
 * @param why it is kept
 */
public record Intermediate(
    int id, String name, Shape shape, Placement placement, boolean shuffled, String why) {
  static Intermediate of(Operation operation, Placement placement, boolean shuffled, String why) {
    return new Intermediate(
        operation.id(), operation.name(), operation.shape(), placement, shuffled, why);
  }
}
