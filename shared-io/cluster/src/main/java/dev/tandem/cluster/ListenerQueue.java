package dev.tandem.cluster;

import dev.tandem.contract.engine.RunListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Delivers what happens to a listener, in order, on a thread of its own: neither a listener that
 * throws nor one that never returns can hurt a run. The idea is that of Spark's LiveListenerBus. As
 * there, events are left out when {@value #MOST} of them wait. Thread-safe.
 */
final class ListenerQueue {
  private static final int MOST = 10_000;

  private final RunListener listener;
  private final Consumer<String> warn;
  private final long patienceMillis;

  /** Guarded by this object, like all that follows. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private Thread thread;
  private long posted;
  private long delivered;
  private boolean late;
  private boolean leftOut;
  private boolean failed;
  private boolean closed;

  /**
   * @param listener hears of everything, one call at a time
   * @param warn notes what a user should know of the listener, each thing once
   * @param patienceMillis how long {@link #settle} waits
   */
  ListenerQueue(RunListener listener, Consumer<String> warn, long patienceMillis) {
    this.listener = listener;
    this.warn = warn;
    this.patienceMillis = patienceMillis;
  }

  /** Delivers an event soon. */
  void tell(Consumer<RunListener> event) {
    if (listener != RunListener.NONE) {
      post(() -> event.accept(listener));
    }
  }

  /** Runs something between two events, guarded like these. */
  void post(Runnable event) {
    if (!add(event)) {
      warn.accept("a listener is too slow: it does not hear of everything");
    }
  }

  /** Returns false for the first event that is left out. */
  private synchronized boolean add(Runnable event) {
    if (closed) {
      return true;
    }
    if (waiting.size() >= MOST) {
      boolean first = !leftOut;
      leftOut = true;
      return !first;
    }
    waiting.add(event);
    posted++;
    if (thread == null) {
      // of the thread that happens to come first, a task's perhaps, nothing is inherited
      thread = new Thread(null, this::deliver, "tandem-listener", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
    return true;
  }

  private void deliver() {
    for (Runnable event = next(); event != null; event = next()) {
      try {
        event.run();
      } catch (Throwable e) { // whatever it is: the run goes on, and so does the listener
        noteFailure(e);
      }
      hasDelivered();
    }
  }

  private synchronized Runnable next() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        continue; // a listener has interrupted its own thread, or it is the end
      }
    }
    return waiting.poll();
  }

  private void noteFailure(Throwable e) {
    boolean first;
    synchronized (this) {
      first = !failed;
      failed = true;
    }
    if (first) {
      warn.accept("a listener has failed: " + Failures.describe(e));
    }
  }

  private synchronized void hasDelivered() {
    delivered++;
    notifyAll();
  }

  /**
   * Waits until the listener has heard of everything so far, but not for ever: one that was not
   * waited for to the end is not waited for again before it has caught up.
   */
  synchronized void settle() {
    long target = posted;
    if (late && delivered < target || Thread.currentThread() == thread) {
      return;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    boolean interrupted = false;
    for (long left = end - System.nanoTime();
        delivered < target && left > 0;
        left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    late = delivered < target;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Settles, and ends the thread; what comes later is not heard. */
  void close() {
    settle();
    synchronized (this) {
      closed = true;
      notifyAll();
      if (late) {
        thread.interrupt();
      }
    }
  }
}
