/**
 * From a logical plan to rounds: a list of passes, one file each, written in one place ({@link
 * dev.tandem.mapreduce.plan.RoundPlanner}).
 *
 * <p>A round can do this: read some inputs, apply a chain of steps to each record (map), bring
 * equal keys together (shuffle), apply a chain of steps to each group (reduce), and write. So every
 * grouping of the plan costs a round, and the steps before and behind it are fused into its map and
 * its reduce function. What two rounds share must go through files. The passes decide where that is
 * so, from above: what is needed at all ({@code KeepNeeded}), how keys are placed and sorted
 * already ({@code FindPlacements}), which groupings therefore need no shuffle ({@code GroupAlike}:
 * iterations of a loop save every second round by it), which results are kept in files ({@code
 * KeepResults}). {@code RoundTranslator} then only writes down what was decided; it has the same
 * six methods as the RDD engine's {@code StageTranslator}, in the same order.
 *
 * <p>To be read in this order: {@code Round} (what is to come out), {@code RoundPlanner} (the
 * passes), {@code Draft} (what one pass hands to the next), the passes as they stand there, {@code
 * RoundTranslator}. An operation whose records several others want and that one round can serve at
 * once is a <i>fork</i>; a result that goes through files is an {@code Intermediate} as the plan
 * sees it, and a {@code StoredResult} once the files are there.
 *
 * <p>There are two kinds of rounds. Those of a logical plan are pushed: the engine reads, and calls
 * {@code FusedSteps} with each record or group. Those that somebody has written by hand, as for
 * Hadoop, are pulled: the engine calls a {@code MapLoop} or a {@code ReduceLoop} once, which asks
 * for its records or groups. {@code MapFunction} and {@code ReduceFunction} are one or the other;
 * all else of a {@link dev.tandem.mapreduce.plan.Round} is the same. The passes see rounds of the
 * first kind only.
 */
package dev.tandem.mapreduce.plan;
