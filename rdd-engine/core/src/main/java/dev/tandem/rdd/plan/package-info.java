/**
 * From operations to stages, in two passes ({@link dev.tandem.rdd.plan.StagePlanner}): every
 * operation becomes an RDD ({@code StageTranslator}, with the same six methods as the MapReduce
 * engine's {@code RoundTranslator}), and the lineage is cut at shuffles ({@code CutStages} into
 * {@link dev.tandem.rdd.plan.Stage}s). Nothing has to be decided about files: what an RDD depends
 * on says where a stage ends. {@link dev.tandem.rdd.plan.KnownRdds} remembers from one action to
 * the next which operation has become which RDD: only so is something found that was kept before.
 */
package dev.tandem.rdd.plan;
