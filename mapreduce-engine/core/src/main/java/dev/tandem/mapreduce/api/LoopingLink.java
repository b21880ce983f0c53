package dev.tandem.mapreduce.api;

/**
 * A mapper that owns its loop, behind something that writes records. It has a thread, as in Hadoop,
 * but no queue: of the two threads one runs at a time, and no more than one record is between them.
 * So records need not be copied, contexts need no locks, and a failure is known before the next
 * record is written. A hand-over costs a change of threads.
 *
 * <p>If what comes before fails, or is interrupted, the loop is told by an {@link
 * InterruptedException} from {@code nextKeyValue}, as in Hadoop. If the loop ends early, the other
 * records are dropped.
 */
final class LoopingLink implements ChainLink {
  private final Mapper<Object, Object, Object, Object> mapper;
  private final Mapper<Object, Object, Object, Object>.Context context;
  private Thread thread;

  /** Whose turn it is; these are guarded by this object. */
  private boolean loopsTurn;

  private boolean ended = true;
  private boolean allGiven;
  private boolean stopped;
  private Object key;
  private Object value;
  private Throwable failure;

  LoopingLink(
      Mapper<Object, Object, Object, Object> mapper,
      TaskAttemptContext task,
      RecordSink<?, ?> out) {
    this.mapper = mapper;
    this.context = mapper.new Context(task, new Given(), out);
  }

  /** The records that the loop is given. */
  private final class Given implements RecordSource<Object, Object> {
    @Override
    public boolean nextKeyValue() throws InterruptedException {
      return next();
    }

    @Override
    public Object getCurrentKey() {
      return key;
    }

    @Override
    public Object getCurrentValue() {
      return value;
    }
  }

  @Override
  public void start() throws InterruptedException {
    Thread writer = Thread.currentThread();
    thread = new Thread(this::loop, writer.getName() + ", " + mapper.getClass().getSimpleName());
    thread.setDaemon(true);
    thread.setContextClassLoader(writer.getContextClassLoader());
    thread.start();
    begin();
    letLoopRun();
  }

  private synchronized void begin() {
    ended = false;
  }

  @Override
  public synchronized void write(Object nextKey, Object nextValue) throws InterruptedException {
    if (!ended) {
      key = nextKey;
      value = nextValue;
      letLoopRun();
    }
  }

  @Override
  public void end(boolean well) throws InterruptedException {
    if (!well) {
      stop();
    }
    allGiven();
    letLoopRun();
    thread.join();
  }

  private synchronized void allGiven() {
    allGiven = true;
  }

  /** Returns when the loop wants a record, or has ended; throws what it has thrown. */
  private synchronized void letLoopRun() throws InterruptedException {
    loopsTurn = true;
    notifyAll();
    InterruptedException interrupted = null;
    while (loopsTurn && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = e;
        stop();
      }
    }
    if (interrupted != null) {
      throw interrupted;
    }
    rethrow();
  }

  private synchronized void stop() {
    stopped = true;
    if (!ended) {
      thread.interrupt();
    }
  }

  /** A failure is thrown once. */
  private void rethrow() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  /** On the thread of the loop: waits for the next record. */
  private synchronized boolean next() throws InterruptedException {
    key = null;
    value = null;
    loopsTurn &= allGiven;
    notifyAll();
    while (!loopsTurn && !stopped) {
      wait();
    }
    if (stopped) {
      Thread.interrupted(); // cleaning up may use files
      throw new InterruptedException("what writes to " + mapper.getClass().getName() + " stopped");
    }
    return !allGiven;
  }

  private void loop() {
    Throwable thrown = null;
    try {
      waitForTurn();
      UserCode.call(mapper.getClass(), "run", () -> mapper.run(context));
    } catch (InterruptedException e) {
      thrown = stoppedBefore() ? null : UserCode.failed(mapper.getClass(), "run", e);
    } catch (RuntimeException | Error e) {
      thrown = e; // whatever it is: the writer would wait without end
    }
    end(thrown);
  }

  private synchronized void waitForTurn() throws InterruptedException {
    while (!loopsTurn) {
      wait();
    }
  }

  private synchronized boolean stoppedBefore() {
    return stopped;
  }

  private synchronized void end(Throwable thrown) {
    failure = thrown;
    ended = true;
    notifyAll();
  }
}
