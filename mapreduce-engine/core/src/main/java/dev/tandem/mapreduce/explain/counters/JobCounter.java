package dev.tandem.mapreduce.explain.counters;

/**
 * Hadoop's job counters, all of them, under its names and in its order. A round is a job. Those of
 * uber tasks have no label in Hadoop, which prints their names.
 */
public enum JobCounter {
  /** Failed map tasks. */
  NUM_FAILED_MAPS("Failed map tasks"),
  /** Failed reduce tasks. */
  NUM_FAILED_REDUCES("Failed reduce tasks"),
  /** Killed map tasks. */
  NUM_KILLED_MAPS("Killed map tasks"),
  /** Killed reduce tasks. */
  NUM_KILLED_REDUCES("Killed reduce tasks"),
  /** Launched map tasks. */
  TOTAL_LAUNCHED_MAPS("Launched map tasks"),
  /** Launched reduce tasks. */
  TOTAL_LAUNCHED_REDUCES("Launched reduce tasks"),
  /** Other local map tasks. */
  OTHER_LOCAL_MAPS("Other local map tasks"),
  /** Data-local map tasks. */
  DATA_LOCAL_MAPS("Data-local map tasks"),
  /** Rack-local map tasks. */
  RACK_LOCAL_MAPS("Rack-local map tasks"),
  /** Total time spent by all maps in occupied slots (ms). */
  SLOTS_MILLIS_MAPS("Total time spent by all maps in occupied slots (ms)"),
  /** Total time spent by all reduces in occupied slots (ms). */
  SLOTS_MILLIS_REDUCES("Total time spent by all reduces in occupied slots (ms)"),
  /** Total time spent by all maps waiting after reserving slots (ms). */
  FALLOW_SLOTS_MILLIS_MAPS("Total time spent by all maps waiting after reserving slots (ms)"),
  /** Total time spent by all reduces waiting after reserving slots (ms). */
  FALLOW_SLOTS_MILLIS_REDUCES("Total time spent by all reduces waiting after reserving slots (ms)"),
  /** Launched uber tasks. */
  TOTAL_LAUNCHED_UBERTASKS("TOTAL_LAUNCHED_UBERTASKS"),
  /** Map tasks in uber tasks. */
  NUM_UBER_SUBMAPS("NUM_UBER_SUBMAPS"),
  /** Reduce tasks in uber tasks. */
  NUM_UBER_SUBREDUCES("NUM_UBER_SUBREDUCES"),
  /** Failed uber tasks. */
  NUM_FAILED_UBERTASKS("NUM_FAILED_UBERTASKS"),
  /** Tasks that have been asked to preempt. */
  TASKS_REQ_PREEMPT("Tasks that have been asked to preempt"),
  /** Number of checkpoints reported. */
  CHECKPOINTS("Number of checkpoints reported"),
  /** Total amount of bytes in checkpoints. */
  CHECKPOINT_BYTES("Total amount of bytes in checkpoints"),
  /** Total time spent checkpointing (ms). */
  CHECKPOINT_TIME("Total time spent checkpointing (ms)"),
  /** Total time spent by all map tasks (ms). */
  MILLIS_MAPS("Total time spent by all map tasks (ms)"),
  /** Total time spent by all reduce tasks (ms). */
  MILLIS_REDUCES("Total time spent by all reduce tasks (ms)"),
  /** Total vcore-milliseconds taken by all map tasks. */
  VCORES_MILLIS_MAPS("Total vcore-milliseconds taken by all map tasks"),
  /** Total vcore-milliseconds taken by all reduce tasks. */
  VCORES_MILLIS_REDUCES("Total vcore-milliseconds taken by all reduce tasks"),
  /** Total megabyte-milliseconds taken by all map tasks. */
  MB_MILLIS_MAPS("Total megabyte-milliseconds taken by all map tasks"),
  /** Total megabyte-milliseconds taken by all reduce tasks. */
  MB_MILLIS_REDUCES("Total megabyte-milliseconds taken by all reduce tasks");

  private final String label;

  JobCounter(String label) {
    this.label = label;
  }

  /** What Hadoop prints. */
  public String label() {
    return label;
  }
}
