/**
 * Runs stages in the order of what they need, and only what is missing of them.
 *
 * <p>{@link dev.tandem.rdd.run.StageRunner} (of planned jobs) and {@link
 * dev.tandem.rdd.run.JobRunner} (of actions) ask {@code MapStages} for the shuffles behind the last
 * RDD: those that are published are skipped with all that lies behind them. There is one kind of
 * task, {@code StageTask}: it computes one partition of the stage's last RDD, through all narrow
 * steps at once, and hands the records to what the stage ends with.
 */
package dev.tandem.rdd.run;
