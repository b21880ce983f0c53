/**
 * The lineage: RDDs and how they depend on each other. It has no twin in the MapReduce engine, and
 * that is the difference between the two: there, what a round has made is known by the files that
 * hold it; here, by how to make it again.
 *
 * <p>It stands above the packages {@code shuffle} and {@code store}, which move and keep records
 * and know of it only that what they lose can be computed again ({@link
 * dev.tandem.rdd.store.Recomputable}) and where it goes ({@link dev.tandem.rdd.shuffle.Shuffle}).
 *
 * <p>To be read in this order: {@link dev.tandem.rdd.lineage.RddNode} (the five properties), {@link
 * dev.tandem.rdd.lineage.Dependency} (narrow or not, decided in {@code byKey}), {@link
 * dev.tandem.rdd.lineage.StepRdd} (an operator), {@link dev.tandem.rdd.lineage.GroupingRdd} (what
 * is behind a shuffle), {@link dev.tandem.rdd.lineage.Lineage} (walks).
 */
package dev.tandem.rdd.lineage;
