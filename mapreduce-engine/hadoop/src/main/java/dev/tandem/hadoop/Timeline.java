package dev.tandem.hadoop;

import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.hadoop.task.TaskFailure;
import dev.tandem.hadoop.task.TaskFile;
import java.util.ArrayList;
import java.util.List;

/**
 * When attempts ran, in the run's own time, and side by side on how many slots. Hosts become nodes
 * in the order in which they are met.
 */
final class Timeline {
  private final long epochMillis;
  private final List<String> hosts = new ArrayList<>();

  /** When the last attempt on each slot of each host ended. */
  private final List<List<Long>> slots = new ArrayList<>();

  Timeline(long epochMillis) {
    this.epochMillis = epochMillis;
  }

  /** To be asked in the order in which tasks have started. */
  TaskReport report(TaskFile task) {
    int node = node(task.host());
    return new TaskReport(
        task.task(),
        task.attempt(),
        node,
        slot(node, task.startMillis(), task.endMillis()),
        since(task.startMillis()),
        since(task.endMillis()),
        true);
  }

  TaskReport report(TaskFailure failure) {
    return new TaskReport(
        failure.task(),
        failure.attempt(),
        0,
        0,
        since(failure.startMillis()),
        since(failure.endMillis()),
        false);
  }

  /** Other machines have other clocks. */
  private long since(long millis) {
    return Math.max(0, millis - epochMillis);
  }

  private int node(String host) {
    int node = hosts.indexOf(host);
    if (node < 0) {
      node = hosts.size();
      hosts.add(host);
      slots.add(new ArrayList<>());
    }
    return node;
  }

  private int slot(int node, long start, long end) {
    List<Long> busy = slots.get(node);
    for (int slot = 0; slot < busy.size(); slot++) {
      if (busy.get(slot) <= start) {
        busy.set(slot, end);
        return slot;
      }
    }
    busy.add(end);
    return busy.size() - 1;
  }
}
