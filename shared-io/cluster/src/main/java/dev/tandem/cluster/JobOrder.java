package dev.tandem.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Which job a free slot serves first: Spark's {@code SchedulingAlgorithm}. */
public enum JobOrder {
  /** The earlier one; later ones get what it leaves. */
  FIFO {
    @Override
    List<RunningJob> of(List<RunningJob> jobs, ToIntFunction<RunningJob> running) {
      return jobs;
    }
  },

  /**
   * One of the pool that has the least of what it should have: pools below their minimum first,
   * then by the running tasks for each unit of weight.
   */
  FAIR {
    @Override
    List<RunningJob> of(List<RunningJob> jobs, ToIntFunction<RunningJob> running) {
      Map<Pool, Integer> tasks = new HashMap<>();
      jobs.forEach(job -> tasks.merge(job.pool(), running.applyAsInt(job), Integer::sum));
      List<RunningJob> ordered = new ArrayList<>(jobs);
      ordered.sort(Comparator.comparing(RunningJob::pool, byNeed(tasks)));
      return ordered;
    }
  };

  /**
   * The jobs in the order in which a slot asks them.
   *
   * @param jobs by number
   * @param running how many tasks of a job run now
   */
  abstract List<RunningJob> of(List<RunningJob> jobs, ToIntFunction<RunningJob> running);

  private static Comparator<Pool> byNeed(Map<Pool, Integer> tasks) {
    ToIntFunction<Pool> needy = pool -> tasks.get(pool) < pool.minShare() ? 0 : 1;
    return Comparator.comparingInt(needy)
        .thenComparingDouble(
            pool ->
                (double) tasks.get(pool)
                    / (needy.applyAsInt(pool) == 0 ? pool.minShare() : pool.weight()))
        .thenComparing(Pool::name);
  }
}
