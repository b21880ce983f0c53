/**
 * The lineage: RDDs and how they depend on each other. It has no twin in the MapReduce engine, and
 * that is the difference between the two: there, what a round has made is known by the files that
 * hold it; here, by how to make it again.
 *
 * <p>It stands above the packages {@code shuffle} and {@code store}, which move and keep records
 * and know of it only that what they lose can be computed again ({@link
 * dev.tandem.rdd.store.Recomputable}) and where it goes ({@link dev.tandem.rdd.shuffle.Shuffle}).
 *
 * <p>The theory is in four small files, to be read in this order:
 *
 * <ol>
 *   <li>{@link dev.tandem.rdd.lineage.RddNode}: the five properties that an RDD has;
 *   <li>{@link dev.tandem.rdd.lineage.Dependency}: narrow or not. One {@code if} in {@code byKey}
 *       says why a join of RDDs that are placed alike moves nothing;
 *   <li>{@link dev.tandem.rdd.lineage.StepRdd}: an operator that looks at one record at a time, in
 *       ten lines ({@code NarrowRdd}, on which it stands, fuses a chain of them into one loop);
 *   <li>{@link dev.tandem.rdd.lineage.GroupingRdd}: what is behind a shuffle, and reads each parent
 *       through the shuffle or where it is, as its dependency says.
 * </ol>
 *
 * <p>{@link dev.tandem.rdd.lineage.Lineage} walks over all of it. The other RDDs are of the same
 * kinds: {@code SourceRdd} and {@code CheckpointRdd} read, {@code UnionRdd} is narrow, {@code
 * PushedRdd} and {@code PartitionsRdd} compute partitions by functions of the {@code api}.
 */
package dev.tandem.rdd.lineage;
