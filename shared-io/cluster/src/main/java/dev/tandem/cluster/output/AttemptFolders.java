package dev.tandem.cluster.output;

import dev.tandem.contract.io.Attempt;
import java.util.HashMap;
import java.util.Map;

/** Where attempts write, and which attempt of each task was the first to commit. Thread-safe. */
final class AttemptFolders {
  private record TaskId(String unit, int task) {}

  private final String root;
  private final Map<String, Integer> units = new HashMap<>();
  private final Map<TaskId, Integer> committed = new HashMap<>();

  AttemptFolders(String root) {
    this.root = root;
  }

  String root() {
    return root;
  }

  /** The attempt's own folder; units are numbered, because their names may hold any character. */
  synchronized String of(Attempt attempt) {
    int unit = units.computeIfAbsent(attempt.unit(), name -> units.size());
    return root + "/unit" + unit + "-task" + attempt.task() + "-attempt" + attempt.number();
  }

  /** Whether this attempt is, or becomes, the first one of its task. */
  synchronized boolean claim(Attempt attempt) {
    Integer first =
        committed.putIfAbsent(new TaskId(attempt.unit(), attempt.task()), attempt.number());
    return first == null || first == attempt.number();
  }

  /** The attempt's commit has failed: another one may try. */
  synchronized void unclaim(Attempt attempt) {
    committed.remove(new TaskId(attempt.unit(), attempt.task()), attempt.number());
  }
}
