/**
 * What happens when published data is lost: only the partitions that are missing are computed
 * again, from the lineage, as far back as something is still there.
 *
 * <p>{@link dev.tandem.rdd.recover.LostOutputs} is all there is to it: it turns a reader's
 * complaint (the cluster's {@code FetchFailure}) into the shuffle whose map tasks are missing, and
 * the way to run missing map tasks is the way to run all of them ({@code MapStages} in {@code
 * run}). A kept partition needs no repair: the next reader finds that {@code store} does not have
 * it, and computes it. Whether what is computed again equals what was lost is watched by {@code
 * LossRules} and {@code UsedRecords} in {@code shuffle}.
 */
package dev.tandem.rdd.recover;
