package dev.tandem.cluster;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One task set while it runs. Slots ask for attempts and report their end; all decisions (accept,
 * try again, restore, give up) are made by the one thread that waits in {@link #execute}, in the
 * order in which attempts end. What slots and that thread share is guarded by the dispatcher.
 */
final class TaskSetRun<R> {
  /** How often attempts are looked at where that is needed. */
  private static final long WATCH_MILLIS = 500;

  private final Cluster cluster;
  private final Dispatcher dispatcher;
  private final TaskSet<R> set;
  private final TaskQueue queue;
  private final Set<AttemptRun<R>> running = new LinkedHashSet<>();
  private final BlockingQueue<Runnable> events;
  private final List<R> results;
  private final boolean[] done;
  private final int[] failures;
  private final int[] attempts;
  private final LostInputs inputs;
  private final AttemptRun<?>[] claims;
  private final AttemptWatch<R> watch;
  private final TaskSetRun<?> follower;

  /** The set whose follower this is, or null. */
  private TaskSetRun<?> leader;

  /** Tasks that must be committed before the follower begins. */
  private final int head;

  private RunLog.UnitLog unit;
  private int open;
  private boolean stopping;

  /**
   * Attempts that found an input lost and have not been heard: no other one is to find the same.
   */
  private int complaints;

  /** Attempts that have ended and have not been heard: any of them may have to be tried again. */
  private int unheard;

  TaskSetRun(Cluster cluster, Dispatcher dispatcher, TaskSet<R> set) {
    this(cluster, dispatcher, set, null, 0);
  }

  /**
   * With a set that begins early: it gets the slots for which this one has no task, once {@code
   * head} tasks of this one are committed. {@link #execute} of the follower comes afterwards; the
   * thread that runs this set handles what happens to both.
   */
  TaskSetRun(
      Cluster cluster, Dispatcher dispatcher, TaskSet<R> set, TaskSetRun<?> follower, int head) {
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
    this.watch = new AttemptWatch<>(set.policy(), n);
    this.follower = follower;
    this.head = head;
    this.inputs = new LostInputs(cluster.job(), set);
    this.events = follower == null ? new LinkedBlockingQueue<>() : follower.events;
    if (follower != null) {
      follower.leader = this;
    }
  }

  /** The report tells of the set from here on. */
  private void begin() {
    if (unit == null) {
      unit = cluster.log().unitStarted(set.unit(), set.tasks().size(), set.recompute());
    }
  }

  List<R> execute() {
    begin();
    dispatcher.push(this);
    try {
      boolean enough = set.enough().getAsBoolean();
      while (open > 0 && !enough) {
        cluster.checkUsable();
        int before = open;
        handleNext();
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

  /** Waits for the next event, or until it is time to look at what runs. */
  private void handleNext() throws InterruptedException {
    boolean watches = set.policy().watches() || follower != null && follower.set.policy().watches();
    if (!watches) {
      events.take().run();
      return;
    }
    Runnable event = events.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS);
    if (event != null) {
      event.run();
    }
    if (open > 0) {
      watchAttempts();
    }
    if (follower != null) {
      follower.watchAttempts();
    }
  }

  private void watchAttempts() {
    long now = cluster.nanos();
    watch.timeOut(runningNow(), now);
    watch.deaf(now, cluster.patienceMillis()).forEach(this::abandon);
    for (AttemptRun<R> slow : watch.slow(runningNow(), now)) {
      if (!done[slow.place] && !claimed(slow.place)) {
        cluster.log().warn(slow.context.attempt() + " is slow; another one is tried beside it");
        requeue(slow.place, slow.context.node().number());
      }
    }
  }

  private List<AttemptRun<R>> runningNow() {
    synchronized (dispatcher) {
      return List.copyOf(running);
    }
  }

  /** An attempt that timed out and does not stop has failed; its slot gets a new thread. */
  private void abandon(AttemptRun<R> deaf) {
    synchronized (dispatcher) {
      if (!running.remove(deaf)) {
        return;
      }
    }
    cluster.log().warn(deaf.context.attempt() + " does not stop; its thread is left alone");
    countFailure(deaf.context.node());
    dispatcher.replace(deaf.abandon());
    handle(deaf);
  }

  /** The next attempt for a slot, or null. Called with the dispatcher's lock. */
  AttemptRun<?> next(Node node, int slot) {
    AttemptRun<?> own = nextOwn(node, slot);
    boolean early =
        own == null
            && follower != null
            && !stopping
            && unheard == 0
            && queue.isEmpty()
            && set.tasks().size() - open >= head;
    return early ? follower.nextEarly(node, slot) : own;
  }

  private AttemptRun<?> nextEarly(Node node, int slot) {
    AttemptRun<?> early = nextOwn(node, slot);
    if (early != null) {
      events.add(this::begin);
    }
    return early;
  }

  private AttemptRun<R> nextOwn(Node node, int slot) {
    boolean may =
        !stopping
            && complaints == 0
            && running.size() < set.policy().width()
            && !cluster.avoids(node, set.policy());
    int place = may ? queue.take(node) : TaskQueue.NOTHING;
    if (place == TaskQueue.NOTHING) {
      return null;
    }
    Attempt attempt = new Attempt(set.unit(), set.number(place), attempts[place]++);
    TaskContext context =
        new TaskContext(cluster, attempt, node, slot, cluster.attemptScratch(node));
    AttemptRun<R> next =
        new AttemptRun<>(
            this, place, set.tasks().get(place), context, cluster.log().millis(), cluster.nanos());
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
    boolean expected;
    synchronized (dispatcher) {
      expected = running.remove(attempt);
      if (expected && attempt.ending == Ending.FAILED) {
        // Counted here, before the slot asks for its next task.
        countFailure(attempt.context.node());
      }
      unheard += expected ? 1 : 0;
      complaints += expected && attempt.ending == Ending.INPUT_LOST ? 1 : 0;
      dispatcher.notifyAll();
    }
    if (expected) {
      events.add(() -> hear(attempt));
    }
  }

  private void countFailure(Node node) {
    if (node.failed() == set.policy().nodeFailures() && cluster.avoids(node, set.policy())) {
      String line = node + " gets no more tasks: " + node.failures() + " attempts failed there";
      events.add(() -> cluster.log().warn(line));
    }
  }

  void wakeUp() {
    events.add(() -> {});
  }

  String unit() {
    return set.unit();
  }

  /** How many attempts run. */
  int running() {
    return running.size() + (follower == null ? 0 : follower.running());
  }

  List<AttemptRun<?>> runningOn(Node node) {
    List<AttemptRun<?>> found = new ArrayList<>();
    running.stream().filter(attempt -> attempt.context.node() == node).forEach(found::add);
    if (follower != null) {
      found.addAll(follower.runningOn(node));
    }
    return found;
  }

  private void hear(AttemptRun<R> attempt) {
    handle(attempt);
    synchronized (dispatcher) {
      unheard--;
      complaints -= attempt.ending == Ending.INPUT_LOST ? 1 : 0;
      dispatcher.notifyAll();
    }
  }

  private void handle(AttemptRun<R> attempt) {
    TaskReport report = report(attempt);
    watch.ended(attempt);
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
    results.set(place, attempt.result);
    watch.committed(attempt, cluster.nanos());
    synchronized (dispatcher) {
      queue.remove(place);
      open--;
      dispatcher.notifyAll();
    }
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
    boolean last = ++failures[attempt.place] >= attempts() || Failures.isHopeless(attempt.thrown);
    Node node = attempt.context.node();
    cluster.log().attemptFailed(unit, report, last ? null : attempt.thrown);
    if (last) {
      throw failed(attempt);
    }
    if (attemptsOf(attempt.place).isEmpty()) {
      requeue(attempt.place, node.number());
    }
  }

  private int attempts() {
    int own = set.policy().attempts();
    return own > 0 ? own : cluster.options().attempts();
  }

  private JobFailed failed(AttemptRun<R> attempt) {
    Attempt last = attempt.context.attempt();
    int failed = failures[attempt.place];
    Attempt counted = new Attempt(last.unit(), last.task(), Math.max(0, failed - 1));
    return new JobFailed(
        Failures.message(cluster.job(), counted, attempts(), attempt.position, attempt.thrown),
        attempt.thrown);
  }

  private void restore(AttemptRun<R> attempt, TaskReport report) {
    cluster.log().attemptDropped(unit, report);
    if (leader != null && leader.open > 0) {
      // They wait for tasks that nobody hears while inputs are restored, and hold the slots that
      // restoring may need.
      runningNow().forEach(AttemptRun::stop);
    }
    inputs.restore(attempt.place, report.task(), FetchFailure.in(attempt.thrown));
    requeue(attempt.place, -1);
  }

  private void requeue(int place, int avoid) {
    synchronized (dispatcher) {
      queue.add(place, avoid);
      dispatcher.notifyAll();
    }
    if (follower != null) {
      // They may hold all slots, and wait for this very task: they give them back.
      follower.runningNow().forEach(AttemptRun::stop);
    }
  }

  private List<AttemptRun<R>> attemptsOf(int place) {
    synchronized (dispatcher) {
      return running.stream().filter(attempt -> attempt.place == place).toList();
    }
  }

  /** Stops what still runs and waits for it, so that nobody writes after this set has ended. */
  void stopAll() {
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
