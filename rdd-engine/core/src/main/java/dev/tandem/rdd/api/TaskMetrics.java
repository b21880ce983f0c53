package dev.tandem.rdd.api;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.rdd.store.TaskResources;

/**
 * What an attempt of a task has counted when it was asked: Spark's TaskMetrics, as far as this
 * engine has such things. Records that are read are counted when a split is at its end, those that
 * are written when a file is. Spark's memoryBytesSpilled, the size on the heap of what was spilled,
 * is not known here, nor is what belongs to processes and the network.
 *
 * @param executorRunTime milliseconds since the attempt began to compute
 * @param peakExecutionMemory the most bytes of heap that its tables and buffers have held at once
 * @param inputMetrics of sources; lists of the driver are sources here, which they are not in Spark
 * @param outputMetrics of files that actions write
 * @param shuffleReadMetrics of the shuffles that the task reads
 * @param shuffleWriteMetrics of the shuffle that the task writes
 * @param diskBytesSpilled bytes that went to files of the node for want of memory
 */
public record TaskMetrics(
    long executorRunTime,
    long peakExecutionMemory,
    InputMetrics inputMetrics,
    OutputMetrics outputMetrics,
    ShuffleReadMetrics shuffleReadMetrics,
    ShuffleWriteMetrics shuffleWriteMetrics,
    long diskBytesSpilled) {
  /**
   * What sources gave.
   *
   * @param bytesRead as they are stored
   */
  public record InputMetrics(long bytesRead, long recordsRead) {}

  /**
   * What went to files.
   *
   * @param bytesWritten as they are stored
   */
  public record OutputMetrics(long bytesWritten, long recordsWritten) {}

  /** What was taken in behind shuffles. */
  public record ShuffleReadMetrics(long recordsRead) {}

  /**
   * What went into a shuffle.
   *
   * @param bytesWritten 0 where references were handed over
   */
  public record ShuffleWriteMetrics(long bytesWritten, long recordsWritten) {}

  static TaskMetrics of(TaskResources task) {
    Ledger ledger = task.task().ledger();
    return new TaskMetrics(
        task.runMillis(),
        task.peakMemory(),
        new InputMetrics(ledger.get(Measure.INPUT_BYTES), ledger.get(Measure.INPUT_RECORDS)),
        new OutputMetrics(ledger.get(Measure.OUTPUT_BYTES), ledger.get(Measure.OUTPUT_RECORDS)),
        new ShuffleReadMetrics(ledger.get(Measure.FETCHED_RECORDS)),
        new ShuffleWriteMetrics(
            ledger.get(Measure.SHUFFLE_BYTES), ledger.get(Measure.SHUFFLE_RECORDS)),
        ledger.get(Measure.SPILLED_BYTES));
  }
}
