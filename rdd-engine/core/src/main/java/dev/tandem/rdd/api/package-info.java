/**
 * Spark's programming model, for those who want to write against RDDs by hand: the names, the order
 * of arguments and the semantics of Spark's Java API. Start with {@link
 * dev.tandem.rdd.api.RddContext}, then {@link dev.tandem.rdd.api.Rdd}, {@link
 * dev.tandem.rdd.api.PairRdd} and {@link dev.tandem.rdd.api.DoubleRdd}. Each RDD stands for a
 * {@link dev.tandem.rdd.lineage.RddNode}, the same that a planned job becomes; actions run through
 * {@link dev.tandem.rdd.run.JobRunner}.
 */
package dev.tandem.rdd.api;
