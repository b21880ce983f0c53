package dev.tandem.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at the running attempts of a task set: which of them make no progress any more, and which
 * are so slow that a second one should be tried. Used by the thread that runs the set.
 */
final class AttemptWatch<R> {
  /** The last time that an attempt was seen to get on. */
  private record Seen(long progress, long nanos) {}

  private final TaskPolicy policy;
  private final int tasks;
  private final Map<AttemptRun<R>, Seen> seen = new HashMap<>();
  private final Map<AttemptRun<R>, Long> condemned = new HashMap<>();
  private final List<Long> ended = new ArrayList<>();
  private final Set<Integer> speculated = new HashSet<>();

  /** Tasks beside whose attempt another one is tried, and none has ended since. */
  private final Set<Integer> beside = new HashSet<>();

  AttemptWatch(TaskPolicy policy, int tasks) {
    this.policy = policy;
    this.tasks = tasks;
  }

  /** A task has been committed. */
  void committed(AttemptRun<R> attempt, long now) {
    ended.add(now - attempt.startNanos);
  }

  /** An attempt does not run any more. */
  void ended(AttemptRun<R> attempt) {
    seen.remove(attempt);
    condemned.remove(attempt);
    beside.remove(attempt.place);
  }

  /** Tells attempts that are stuck to end; they have failed. */
  void timeOut(List<AttemptRun<R>> running, long now) {
    if (policy.timeoutMillis() == 0) {
      return;
    }
    for (AttemptRun<R> attempt : running) {
      long progress = attempt.context.progressed();
      Seen last = seen.get(attempt);
      if (last == null || last.progress() != progress) {
        seen.put(attempt, new Seen(progress, last == null ? attempt.startNanos : now));
      } else if (now - last.nanos() >= TimeUnit.MILLISECONDS.toNanos(policy.timeoutMillis())
          && condemned.putIfAbsent(attempt, now) == null) {
        attempt.fail(
            new TimeoutException(
                "no progress for "
                    + policy.timeoutMillis()
                    + " ms; mapreduce.task.timeout or the engine's own switch changes that"));
      }
    }
  }

  /** Attempts that were told to end long ago and do not: their threads are lost. */
  List<AttemptRun<R>> deaf(long now, long patienceMillis) {
    return condemned.entrySet().stream()
        .filter(one -> now - one.getValue() >= TimeUnit.MILLISECONDS.toNanos(patienceMillis))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Attempts beside which another one should be tried. */
  List<AttemptRun<R>> slow(List<AttemptRun<R>> running, long now) {
    Speculation rule = policy.speculation();
    if (rule == null) {
      return List.of();
    }
    int runningTasks = (int) running.stream().map(attempt -> attempt.place).distinct().count();
    // A second attempt that waits for a slot counts too.
    int room = rule.limit(runningTasks, tasks) - beside.size();
    List<AttemptRun<R>> slow =
        running.stream()
            .filter(attempt -> !speculated.contains(attempt.place))
            .filter(attempt -> rule.isSlow(now - attempt.startNanos, ended, tasks))
            .limit(Math.max(0, room))
            .toList();
    for (AttemptRun<R> attempt : slow) {
      speculated.add(attempt.place);
      beside.add(attempt.place);
    }
    return slow;
  }
}
