package dev.tandem.cluster;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One task set while it runs. Slots ask for attempts and report their end; all decisions (accept,
 * try again, restore, give up) are made by the one thread that waits in {@link #execute}, in the
 * order in which attempts end. What slots and that thread share is guarded by the dispatcher.
 */
final class TaskSetRun<R> {
  /**
   * How often the same lost input is restored for the same task before the run fails: Spark's
   * consecutive stage attempts.
   */
  static final int MOST_RESTORES = 4;

  private final Cluster cluster;
  private final Dispatcher dispatcher;
  private final TaskSet<R> set;
  private final RunLog.UnitLog unit;
  private final TaskQueue queue;
  private final Set<AttemptRun<R>> running = new LinkedHashSet<>();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final List<R> results;
  private final boolean[] done;
  private final int[] failures;
  private final int[] attempts;
  private final Map<String, Integer> restored = new HashMap<>();
  private final AttemptRun<?>[] claims;
  private int open;
  private boolean stopping;

  TaskSetRun(Cluster cluster, Dispatcher dispatcher, TaskSet<R> set) {
    int n = set.tasks().size();
    this.cluster = cluster;
    this.dispatcher = dispatcher;
    this.set = set;
    this.queue = new TaskQueue(cluster.nodes(), set.tasks());
    this.results = new ArrayList<>(Collections.nCopies(n, null));
    this.done = new boolean[n];
    this.failures = new int[n];
    this.attempts = new int[n];
    this.claims = new AttemptRun<?>[n];
    this.open = n;
    this.unit = cluster.log().unitStarted(set.unit(), n, set.recompute());
  }

  List<R> execute() {
    dispatcher.push(this);
    try {
      boolean enough = set.enough().getAsBoolean();
      while (open > 0 && !enough) {
        cluster.checkUsable();
        int before = open;
        events.take().run();
        enough = open < before && set.enough().getAsBoolean();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailed("job " + cluster.job() + ": interrupted", e);
    } finally {
      stopAll();
      dispatcher.remove(this);
    }
    cluster.log().unitFinished(unit);
    return Collections.unmodifiableList(results);
  }

  /** The next attempt for a slot, or null. Called with the dispatcher's lock. */
  AttemptRun<R> next(Node node, int slot) {
    int place = stopping ? TaskQueue.NOTHING : queue.take(node);
    if (place == TaskQueue.NOTHING) {
      return null;
    }
    Attempt attempt = new Attempt(set.unit(), set.number(place), attempts[place]++);
    TaskContext context =
        new TaskContext(cluster, attempt, node, slot, cluster.attemptScratch(node));
    AttemptRun<R> next =
        new AttemptRun<>(this, place, set.tasks().get(place), context, cluster.log().millis());
    running.add(next);
    return next;
  }

  /**
   * Whether an attempt is the one to be committed: the first of its task that asks, unless its
   * commit fails.
   */
  boolean claim(AttemptRun<R> attempt) {
    synchronized (dispatcher) {
      boolean first = !stopping && claims[attempt.place] == null;
      if (first) {
        claims[attempt.place] = attempt;
      }
      return first;
    }
  }

  void unclaim(AttemptRun<R> attempt) {
    synchronized (dispatcher) {
      claims[attempt.place] = null;
    }
  }

  private boolean claimed(int place) {
    synchronized (dispatcher) {
      return claims[place] != null;
    }
  }

  void ended(AttemptRun<R> attempt) {
    synchronized (dispatcher) {
      running.remove(attempt);
      dispatcher.notifyAll();
    }
    events.add(() -> handle(attempt));
  }

  void wakeUp() {
    events.add(() -> {});
  }

  List<AttemptRun<R>> runningOn(Node node) {
    return running.stream().filter(attempt -> attempt.context.node() == node).toList();
  }

  private void handle(AttemptRun<R> attempt) {
    TaskReport report = report(attempt);
    if (done[attempt.place]) {
      cluster.log().attemptDropped(unit, report);
      return;
    }
    switch (attempt.ending) {
      case COMMITTED -> accept(attempt, report);
      case FAILED -> retry(attempt, report);
      case INPUT_LOST -> restore(attempt, report);
      case NODE_LOST, DROPPED -> {
        cluster.log().attemptDropped(unit, report);
        if (attemptsOf(attempt.place).isEmpty() && !claimed(attempt.place)) {
          requeue(attempt.place, -1);
        }
      }
    }
  }

  private TaskReport report(AttemptRun<R> attempt) {
    TaskContext context = attempt.context;
    return new TaskReport(
        context.attempt().task(),
        context.attempt().number(),
        context.node().number(),
        context.slot(),
        attempt.startMillis,
        cluster.log().millis(),
        attempt.ending == Ending.COMMITTED);
  }

  private void accept(AttemptRun<R> attempt, TaskReport report) {
    int place = attempt.place;
    done[place] = true;
    open--;
    results.set(place, attempt.result);
    if (set.recompute()) {
      cluster.log().taskRecomputed(unit, report, attempt.context);
    } else {
      cluster.log().taskCommitted(unit, report, attempt.context);
    }
    attempt.context.accept();
    set.accepted().accept(attempt.result, report.task());
    attempt.result = null;
    attemptsOf(place).forEach(AttemptRun::stop);
  }

  private void retry(AttemptRun<R> attempt, TaskReport report) {
    boolean last = ++failures[attempt.place] >= cluster.options().attempts();
    cluster.log().attemptFailed(unit, report, last ? null : attempt.thrown);
    if (last) {
      throw failed(attempt);
    }
    requeue(attempt.place, attempt.context.node().number());
  }

  private JobFailed failed(AttemptRun<R> attempt) {
    Attempt last = attempt.context.attempt();
    int failed = failures[attempt.place];
    Attempt counted = new Attempt(last.unit(), last.task(), Math.max(0, failed - 1));
    return new JobFailed(
        Failures.message(
            cluster.job(), counted, cluster.options().attempts(), attempt.position, attempt.thrown),
        attempt.thrown);
  }

  private void restore(AttemptRun<R> attempt, TaskReport report) {
    FetchFailure failure = FetchFailure.in(attempt.thrown);
    cluster.log().attemptDropped(unit, report);
    int times =
        restored.merge(
            attempt.place + " " + failure.task() + " " + failure.unit(), 1, Integer::sum);
    if (set.lost() == null || times >= MOST_RESTORES) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": "
              + failure.getMessage()
              + " ("
              + set.unit()
              + ", task "
              + report.task()
              + (times > 1 ? ", for the " + times + "th time" : "")
              + ")",
          failure);
    }
    set.lost().restore(failure);
    requeue(attempt.place, -1);
  }

  private void requeue(int place, int avoid) {
    synchronized (dispatcher) {
      queue.add(place, avoid);
      dispatcher.notifyAll();
    }
  }

  private List<AttemptRun<R>> attemptsOf(int place) {
    synchronized (dispatcher) {
      return running.stream().filter(attempt -> attempt.place == place).toList();
    }
  }

  /** Stops what still runs and waits for it, so that nobody writes after this set has ended. */
  private void stopAll() {
    List<AttemptRun<R>> left;
    synchronized (dispatcher) {
      stopping = true;
      left = new ArrayList<>(running);
    }
    left.forEach(AttemptRun::stop);
    long end = System.nanoTime() + cluster.patienceMillis() * 1_000_000;
    boolean interrupted = false;
    synchronized (dispatcher) {
      for (long rest = end - System.nanoTime();
          rest > 0 && !running.isEmpty();
          rest = end - System.nanoTime()) {
        try {
          dispatcher.wait(rest / 1_000_000 + 1);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      left = new ArrayList<>(running);
    }
    left.forEach(
        stuck ->
            cluster
                .log()
                .warn(stuck.context.attempt() + " does not stop; its thread is left alone"));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return set.unit() + " " + Arrays.toString(done);
  }
}
