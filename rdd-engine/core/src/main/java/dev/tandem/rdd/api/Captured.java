package dev.tandem.rdd.api;

import java.io.Serializable;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a closure carries in the place of an object of the driver that it has captured: an RDD, a
 * broadcast, an accumulator. All tasks run in this process, so a number is enough to find it again.
 * It is held as long as the closure is, whose function refers to it.
 *
 * @param number of the object
 */
record Captured(long number) implements Serializable {
  private static final Map<Long, Numbered> LIVE = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** What stands for itself in a closure, or for what a task sees of it. */
  interface InTask {
    /** What a task finds in the place of this object. */
    Object inTask();
  }

  private static final class Numbered extends WeakReference<Object> {
    private final long number;

    Numbered(Object object, long number) {
      super(object, GONE);
      this.number = number;
    }
  }

  static Captured of(Object object) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      LIVE.remove(((Numbered) gone).number);
    }
    long number = NUMBERS.incrementAndGet();
    LIVE.put(number, new Numbered(object, number));
    return new Captured(number);
  }

  private Object readResolve() {
    Numbered found = LIVE.get(number);
    Object object = found == null ? null : found.get();
    if (object == null) {
      throw new IllegalStateException("what a function has captured is gone with its context");
    }
    return object instanceof InTask captured ? captured.inTask() : object;
  }
}
