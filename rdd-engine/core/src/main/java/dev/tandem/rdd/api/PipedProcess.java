package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A process that a task feeds with lines and reads lines from. A thread writes, so that the task
 * never waits for a process that does not read; another one reads, and stops when it is {@value
 * #MOST_CHARS} characters ahead of the task. The task itself only waits where an interruption ends
 * the waiting. Used by the thread of one task.
 */
final class PipedProcess implements AutoCloseable {
  /** Characters of lines that may wait for the task; one line may be longer. */
  static final int MOST_CHARS = 1 << 20;

  /** What a line costs beside its characters. */
  private static final int LINE = 40;

  private static final int MOST_COMPLAINTS = 10;
  private static final int LONGEST_COMPLAINT = 500;

  /** How long a process that has ended may still have something to say: its children may go on. */
  private static final long LAST_WORDS_MILLIS = 1000;

  private final Process process;
  private final Charset charset;
  private final int buffer;
  private final StringBuilder chunk = new StringBuilder();
  private final Deque<String> complaints = new ArrayDeque<>();
  private final Thread listener;

  /** A chunk that is to be written; null if the writer has taken it. Guarded by this object. */
  private String toWrite;

  /** No chunk comes any more; guarded by this object. */
  private boolean fed;

  /** The process takes nothing any more; guarded by this object. */
  private boolean deaf;

  /** Lines for the task; guarded by this object. */
  private List<String> lines = new ArrayList<>();

  /** What {@link #lines} take; guarded by this object. */
  private long held;

  /** The process writes nothing any more; guarded by this object. */
  private boolean silent;

  /** Nobody wants its lines any more; guarded by this object. */
  private boolean closed;

  /** Why nothing can be written to it; guarded by this object. */
  private Throwable unwritable;

  /** Why its lines cannot be read; guarded by this object. */
  private Throwable unreadable;

  /**
   * Takes over a process.
   *
   * @param buffer characters that are collected before they are written
   */
  PipedProcess(Process process, Charset charset, int buffer) {
    this.process = process;
    this.charset = charset;
    this.buffer = buffer;
    start("writer", this::feed);
    start("reader", this::read);
    this.listener = start("listener", this::listen);
  }

  private static Thread start(String role, Runnable body) {
    Thread thread = new Thread(body, Thread.currentThread().getName() + "-pipe-" + role);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Sends a line, and hands on what has come back.
   *
   * @throws TaskStopped if the task was interrupted while it waited
   */
  void write(String line, Collector out) {
    chunk.append(line).append('\n');
    if (chunk.length() >= buffer) {
      send(out);
    }
  }

  private void send(Collector out) {
    String full = chunk.toString();
    chunk.setLength(0);
    for (boolean sent = false; !sent; ) {
      List<String> come;
      synchronized (this) {
        await(() -> takes() || !lines.isEmpty());
        sent = takes();
        toWrite = sent ? full : toWrite;
        come = takeLines();
        notifyAll();
      }
      come.forEach(out::emit);
    }
  }

  /** A process that ends before it has read everything is judged by its status. */
  private boolean takes() {
    return toWrite == null || deaf;
  }

  private List<String> takeLines() {
    List<String> taken = lines;
    lines = new ArrayList<>();
    held = 0;
    return taken;
  }

  /** What waits for the task now, with what it costs. */
  synchronized long held() {
    return held;
  }

  /** Called with the lock of this object. */
  private synchronized void await(BooleanSupplier holds) {
    try {
      while (!holds.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskStopped("interrupted while it waited for a process");
    }
  }

  /**
   * Sends the end, and hands on everything up to the end of what comes back.
   *
   * @throws StorageFailure if that cannot be read
   * @throws TaskStopped if the task was interrupted while it waited
   */
  void end(Collector out) {
    send(out);
    boolean last = false;
    while (!last) {
      List<String> come;
      synchronized (this) {
        fed = true;
        notifyAll();
        await(() -> silent || !lines.isEmpty());
        last = silent;
        come = takeLines();
        notifyAll();
      }
      come.forEach(out::emit);
    }
    synchronized (this) {
      if (unwritable != null) {
        throw failed("nothing can be written to a process: ", unwritable);
      }
      if (unreadable != null) {
        throw failed("what a process writes cannot be read: ", unreadable);
      }
    }
  }

  private static StorageFailure failed(String what, Throwable why) {
    return new StorageFailure(new IOException(what + why, why));
  }

  /** Waits for the end of the process; returns its status. */
  int waitFor() throws InterruptedException {
    int status = process.waitFor();
    listener.join(LAST_WORDS_MILLIS);
    return status;
  }

  /** What it has said last of errors, for a message; empty if it has not said anything. */
  String complaints() {
    synchronized (complaints) {
      return complaints.isEmpty() ? "" : "; it said: " + String.join(" | ", complaints);
    }
  }

  /** On the writer's thread. */
  private void feed() {
    try (OutputStream raw = process.getOutputStream();
        Writer in = new OutputStreamWriter(raw, charset)) {
      for (String next = nextChunk(); next != null; next = nextChunk()) {
        in.write(next);
        in.flush();
      }
    } catch (IOException | InterruptedException e) {
      goDeaf(null);
    } catch (Throwable e) { // an encoding that cannot encode, no memory: the task says so
      goDeaf(e);
    }
  }

  private synchronized String nextChunk() throws InterruptedException {
    while (toWrite == null && !fed && !closed) {
      wait();
    }
    String next = closed ? null : toWrite;
    toWrite = null;
    notifyAll();
    return next;
  }

  private synchronized void goDeaf(Throwable why) {
    unwritable = why;
    deaf = true;
    notifyAll();
  }

  /** On the reader's thread. */
  private void read() {
    Throwable failure = null;
    try (BufferedReader reader = reader(process.getInputStream())) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        keep(line);
      }
    } catch (Throwable e) { // no memory for a line, say: the task says so
      failure = e;
    }
    fallSilent(failure);
  }

  private BufferedReader reader(InputStream from) {
    return new BufferedReader(new InputStreamReader(from, charset));
  }

  private synchronized void keep(String line) throws InterruptedException {
    while (held > MOST_CHARS && !closed) {
      wait();
    }
    if (!closed) {
      lines.add(line);
      held += line.length() + LINE;
      notifyAll();
    }
  }

  private synchronized void fallSilent(Throwable failure) {
    unreadable = failure;
    silent = true;
    notifyAll();
  }

  /** On the listener's thread: a process that is not listened to stops when its pipe is full. */
  private void listen() {
    try (BufferedReader errors = reader(process.getErrorStream())) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        complain(line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) : line);
      }
    } catch (IOException e) {
      complain(e.toString());
    }
  }

  private void complain(String line) {
    synchronized (complaints) {
      complaints.add(line);
      if (complaints.size() > MOST_COMPLAINTS) {
        complaints.remove();
      }
    }
  }

  /** Kills the process, with those that it has started, unless it has ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
