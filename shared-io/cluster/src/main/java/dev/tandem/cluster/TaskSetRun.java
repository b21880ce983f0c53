package dev.tandem.cluster;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.io.Attempt;
import java.util.ArrayList;
import java.util.List;
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
  private final TaskStates<R> tasks;
  private final RunningAttempts<R> running;
  private final TaskOffers<R> offers;
  private final BlockingQueue<Runnable> events;
  private final LostInputs inputs;
  private final AttemptWatch<R> watch;
  private final TaskSetLog log;

  /** The set that begins early, or null. */
  private final TaskSetRun<?> follower;

  /** Tasks that must be committed before the follower begins. */
  private final int head;

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
    this.tasks = new TaskStates<>(n);
    this.running = new RunningAttempts<>(dispatcher);
    this.offers = new TaskOffers<>(cluster, dispatcher, set, tasks, running);
    this.watch = new AttemptWatch<>(set.policy(), n);
    this.log = new TaskSetLog(cluster.log(), set);
    this.follower = follower;
    this.head = head;
    this.inputs = new LostInputs(cluster.job(), set);
    this.events = follower == null ? new LinkedBlockingQueue<>() : follower.events;
  }

  List<R> execute() {
    log.begin();
    try {
      commitAll();
    } catch (RuntimeException | Error e) {
      log.abandon(e);
      throw e;
    }
    log.finish();
    return tasks.results();
  }

  private void commitAll() {
    dispatcher.push(this);
    try {
      boolean enough = set.enough().getAsBoolean();
      while (tasks.open() > 0 && !enough) {
        cluster.checkUsable();
        int before = tasks.open();
        dispatcher.makeRoomFor(this);
        handleNext();
        enough = tasks.open() < before && set.enough().getAsBoolean();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailed("job " + cluster.job() + ": interrupted", e);
    } finally {
      stopAll();
      dispatcher.remove(this);
    }
  }

  /** Ends a set that has begun early, if it has: the one before it has failed. */
  void abandon(Throwable cause) {
    stopAll();
    log.abandon(cause);
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
    if (tasks.open() > 0) {
      watchAttempts();
    }
    if (follower != null) {
      follower.watchAttempts();
    }
  }

  private void watchAttempts() {
    long now = cluster.nanos();
    watch.timeOut(running.all(), now);
    watch.deaf(now, cluster.patienceMillis()).forEach(this::abandon);
    for (AttemptRun<R> slow : watch.slow(running.all(), now)) {
      if (!tasks.isDone(slow.place) && !tasks.isClaimed(slow.place)) {
        log.warn(slow.context.attempt() + " is slow; another one is tried beside it");
        offers.add(slow.place, slow.context.node().number());
      }
    }
  }

  /** An attempt that timed out and does not stop has failed; its slot gets a new thread. */
  private void abandon(AttemptRun<R> deaf) {
    if (!running.remove(deaf)) {
      return;
    }
    log.warn(deaf.context.attempt() + " does not stop; its thread is left alone");
    countFailure(deaf.context.node());
    dispatcher.replace(deaf.abandon());
    handle(deaf);
  }

  /** The next attempt for a slot, or null. Called with the dispatcher's lock. */
  AttemptRun<?> next(Node node, int slot) {
    AttemptRun<?> own = offers.next(this, node, slot);
    boolean early =
        own == null && follower != null && offers.isExhausted() && tasks.ended() >= head;
    return early ? follower.nextEarly(node, slot) : own;
  }

  private AttemptRun<?> nextEarly(Node node, int slot) {
    AttemptRun<?> early = offers.next(this, node, slot);
    if (early != null) {
      events.add(log::begin);
    }
    return early;
  }

  /**
   * Whether an attempt is the one to be committed: the first of its task that asks, unless its
   * commit fails.
   */
  boolean claim(AttemptRun<R> attempt) {
    synchronized (dispatcher) {
      return !offers.isStopped() && tasks.claim(attempt.place, attempt);
    }
  }

  void unclaim(AttemptRun<R> attempt) {
    tasks.unclaim(attempt.place);
  }

  void ended(AttemptRun<R> attempt) {
    boolean expected;
    synchronized (dispatcher) {
      expected = running.remove(attempt);
      if (expected && attempt.ending == Ending.FAILED) {
        // Counted here, before the slot asks for its next task.
        countFailure(attempt.context.node());
      }
      if (expected) {
        offers.ended(attempt);
        // With the lock: whoever waits until nothing runs finds the event.
        events.add(() -> hear(attempt));
      }
    }
  }

  private void countFailure(Node node) {
    if (node.failed() == set.policy().nodeFailures() && cluster.avoids(node, set.policy())) {
      String line = node + " gets no more tasks: " + node.failures() + " attempts failed there";
      events.add(() -> log.warn(line));
      dispatcher.wakeUp();
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
    List<AttemptRun<?>> found = new ArrayList<>(running.on(node));
    found.addAll(earlyOn(node));
    return found;
  }

  /** The attempts on a node of the set that has begun early. */
  List<AttemptRun<?>> earlyOn(Node node) {
    return follower == null ? List.of() : follower.runningOn(node);
  }

  /** Whether a task waits that a node could take, if it had a free slot. */
  boolean wants(Node node) {
    return offers.wants(node);
  }

  private void hear(AttemptRun<R> attempt) {
    if (!offers.isUnheard(attempt)) {
      return; // told when everything was stopped
    }
    try {
      handle(attempt);
    } finally {
      offers.heard(attempt);
    }
  }

  private void handle(AttemptRun<R> attempt) {
    watch.ended(attempt);
    if (tasks.isDone(attempt.place)) {
      log.dropped(attempt);
      return;
    }
    switch (attempt.ending) {
      case COMMITTED -> accept(attempt);
      case FAILED -> retry(attempt);
      case INPUT_LOST -> restore(attempt);
      case NODE_LOST, DROPPED -> {
        log.dropped(attempt);
        if (running.of(attempt.place).isEmpty() && !tasks.isClaimed(attempt.place)) {
          offers.add(attempt.place, -1);
        }
      }
    }
  }

  private void accept(AttemptRun<R> attempt) {
    check(attempt);
    watch.committed(attempt, cluster.nanos());
    tasks.commit(attempt.place, attempt.result);
    offers.remove(attempt.place);
    log.committed(attempt);
    attempt.context.accept();
    set.accepted().accept(attempt.result, set.number(attempt.place));
    attempt.result = null;
    running.of(attempt.place).forEach(AttemptRun::stop);
  }

  /** Before anything of it counts: what is refused is taken back, and ends the set. */
  private void check(AttemptRun<R> attempt) {
    try {
      attempt.context.check();
    } catch (RuntimeException | Error e) {
      takeBack(attempt);
      log.dropped(attempt);
      throw e;
    }
  }

  private void retry(AttemptRun<R> attempt) {
    int place = attempt.place;
    boolean last = tasks.fail(place) >= attempts() || Failures.isHopeless(attempt.thrown);
    log.failed(attempt, last);
    if (last) {
      // Giving up needs the same right as a commit: if another attempt is being committed it
      // decides, and a commit that fails is heard here too.
      if (tasks.claim(place, this)) {
        goOnWithout(attempt);
      }
    } else if (running.of(place).isEmpty()) {
      offers.add(place, attempt.context.node().number());
    }
  }

  /** A task has failed for the last time; so has the run, unless it may do without. */
  private void goOnWithout(AttemptRun<R> attempt) {
    JobFailed failure = failure(attempt);
    if (!tasks.giveUp(attempt.place, set.policy().failedPercent())) {
      throw failure;
    }
    log.warn("what a task would have left is missing: " + failure.getMessage());
    offers.remove(attempt.place);
    set.accepted().accept(null, set.number(attempt.place));
    running.of(attempt.place).forEach(AttemptRun::stop);
  }

  private int attempts() {
    int own = set.policy().attempts();
    return own > 0 ? own : cluster.options().attempts();
  }

  private JobFailed failure(AttemptRun<R> attempt) {
    Attempt last = attempt.context.attempt();
    int failed = tasks.failures(attempt.place);
    Attempt counted = new Attempt(last.unit(), last.task(), Math.max(0, failed - 1));
    return new JobFailed(
        Failures.message(cluster.job(), counted, attempts(), attempt.position, attempt.thrown),
        attempt.thrown);
  }

  private void restore(AttemptRun<R> attempt) {
    log.dropped(attempt);
    int task = set.number(attempt.place);
    inputs.restore(attempt.place, task, FetchFailure.in(attempt.thrown));
    offers.add(attempt.place, -1);
  }

  /** Stops what still runs and waits for it, so that nobody writes after this set has ended. */
  void stopAll() {
    offers.stop();
    for (AttemptRun<R> stuck : running.stopAll(cluster.patienceMillis())) {
      log.warn(stuck.context.attempt() + " does not stop; its thread is left alone");
    }
    // Whom nobody waits for any more is part of the report all the same.
    for (AttemptRun<R> late : offers.unheard()) {
      tellLate(late);
      offers.heard(late);
    }
  }

  private void tellLate(AttemptRun<R> late) {
    if (late.ending == Ending.FAILED && !tasks.isDone(late.place)) {
      log.failed(late, true);
      return;
    }
    if (late.ending == Ending.COMMITTED) {
      takeBack(late);
    }
    log.dropped(late);
  }

  /** Nobody accepts what it has committed any more: it gives back what it holds. */
  private void takeBack(AttemptRun<R> late) {
    late.ending = Ending.DROPPED;
    late.result = null;
    late.context.abort();
  }

  @Override
  public String toString() {
    return set.unit() + " " + tasks;
  }
}
