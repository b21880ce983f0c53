package dev.tandem.cluster;

import dev.tandem.contract.engine.JobFailed;
import java.util.HashMap;
import java.util.Map;

/** Has lost inputs of one task set restored, but not for ever. Used by the thread that runs it. */
final class LostInputs {
  private final String job;
  private final TaskSet<?> set;
  private final Map<String, Integer> restored = new HashMap<>();

  /**
   * @param job for errors
   * @param set whose tasks have lost inputs
   */
  LostInputs(String job, TaskSet<?> set) {
    this.job = job;
    this.set = set;
  }

  /**
   * Restores.
   *
   * @param place of the task in the set
   * @param task its number
   * @param failure what is lost
   * @throws JobFailed if nobody can restore it, or that has not helped often enough
   */
  void restore(int place, int task, FetchFailure failure) {
    int times =
        restored.merge(place + " " + failure.task() + " " + failure.unit(), 1, Integer::sum);
    if (set.lost() == null || times > set.policy().restores()) {
      String often = times > 1 ? ", for the " + times + "th time" : "";
      String where = " (" + set.unit() + ", task " + task + often + ")";
      throw new JobFailed("job " + job + ": " + failure.getMessage() + where, failure);
    }
    set.lost().restore(failure);
  }
}
