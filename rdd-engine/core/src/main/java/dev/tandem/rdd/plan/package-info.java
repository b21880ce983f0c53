/**
 * From operations to stages, in two passes ({@link dev.tandem.rdd.plan.StagePlanner}): every
 * operation becomes an RDD ({@code StageTranslator}, with the same six methods as the MapReduce
 * engine's {@code RoundTranslator}), and the lineage is cut at shuffles ({@code CutStages}).
 * Nothing has to be decided about files: what an RDD depends on says where a stage ends.
 */
package dev.tandem.rdd.plan;
