/**
 * Runs stages in the order of what they need, and only what is missing of them.
 *
 * <p>{@link dev.tandem.rdd.run.StageRunner} (of planned jobs) and {@link
 * dev.tandem.rdd.run.JobRunner} (of actions) ask {@code MapStages} for the shuffles behind the last
 * RDD: those that are published are skipped with all that lies behind them. There is one kind of
 * task, {@code StageTask}: it computes one partition of the stage's last RDD, through all narrow
 * steps at once, and hands the records to what the stage ends with ({@code TaskEnding}).
 *
 * <p>Parts of theirs: {@code Waiting} knows which shuffles are still to be read, so that others may
 * be dropped; {@code Once} lets jobs that need the same stage run it once; {@code BoundsSample}
 * finds the bounds of a sort; {@code TakeBatches} runs a few partitions at a time for those who
 * want the first records; {@code Checkpoints} writes an RDD to files, which then stand for its
 * lineage.
 */
package dev.tandem.rdd.run;
