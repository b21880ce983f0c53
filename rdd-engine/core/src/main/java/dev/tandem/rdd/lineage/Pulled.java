package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Semaphore;

/**
 * Partitions of an RDD as an iterator, although computing pushes: a coroutine. A thread of its own
 * computes the partitions; it and the reader take turns, a batch of records at a time, so that only
 * one of them ever runs, nothing of the task is shared between running threads, and no more than a
 * batch is held. The first batch is one record and each later one twice as large: who wants only
 * the first records has hardly more of them computed. The thread starts with the first call and
 * ends with the last record, with a failure, or with {@link #close}.
 *
 * <p>The two semaphores hand the turn over, and with it everything that was written before.
 */
final class Pulled implements Iterator<Object>, AutoCloseable {
  private static final int LARGEST_BATCH = 1024;

  /** More than there are threads. */
  private static final int ALL = Integer.MAX_VALUE / 2;

  private final RddNode parent;
  private final List<Integer> partitions;
  private final ComputeContext context;
  private final Semaphore readersTurn = new Semaphore(0);
  private final Semaphore producersTurn = new Semaphore(0);
  private final Queue<Object> batch = new ArrayDeque<>();
  private int wanted = 1;

  /** Null until it was started; guarded by this object. */
  private Thread producer;

  private Throwable failure;
  private volatile boolean ended;
  private volatile boolean closed;

  /**
   * @param parent whose records are read
   * @param partitions which ones, in order
   * @param context of the task that reads
   */
  Pulled(RddNode parent, List<Integer> partitions, ComputeContext context) {
    this.parent = parent;
    this.partitions = partitions;
    this.context = context;
  }

  /**
   * Whoever keeps the iterator longer than the call that got it, in another thread say, is told so,
   * and is not taken for somebody who has read all.
   */
  @Override
  public boolean hasNext() {
    checkOpen();
    while (batch.isEmpty() && !ended) {
      letProduce();
      checkOpen();
    }
    if (failure != null) {
      throw new TaskStopped("what is read has failed: " + failure);
    }
    return !batch.isEmpty();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the records of a partition belong to the call that got them, and it is over");
    }
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.remove();
  }

  private void letProduce() {
    Thread working = producer();
    producersTurn.release();
    awaitTurn(working);
  }

  /** The producer, which waits for its first turn when it is new. */
  private synchronized Thread producer() {
    checkOpen(); // who has closed it waits for no producer that starts behind its back
    if (producer == null) {
      Thread started = new Thread(this::produce, Thread.currentThread().getName() + "-reading");
      started.setDaemon(true);
      started.start();
      producer = started;
    }
    return producer;
  }

  /** Whoever interrupts the task means the thread that works for it now. */
  private void awaitTurn(Thread working) {
    boolean interrupted = false;
    while (true) {
      try {
        readersTurn.acquire();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        working.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the thread of the producer. */
  private void produce() {
    producersTurn.acquireUninterruptibly();
    try {
      checkWanted();
      for (int partition : partitions) {
        parent.push(partition, context, this::take);
      }
    } catch (Throwable e) { // handed to the reader, which throws it again
      failure = closed ? null : e;
    } finally {
      ended = true;
      readersTurn.release(ALL); // nobody waits any more: the task, nor a thread of the function
    }
  }

  private void take(Object key, Object value) {
    checkWanted(); // a step may have caught what was thrown before
    batch.add(key == null ? value : new Pair<>(key, value));
    if (batch.size() >= wanted) {
      wanted = Math.min(LARGEST_BATCH, 2 * wanted);
      readersTurn.release();
      producersTurn.acquireUninterruptibly();
      checkWanted();
    }
  }

  private void checkWanted() {
    if (closed) {
      throw new TaskStopped("the rest of the partition is not wanted");
    }
  }

  /**
   * Throws what the producer has failed with, if it has.
   *
   * @throws IOException if a source could not be read
   * @throws FetchFailure if what a map task had published is lost
   */
  void rethrow() throws IOException, FetchFailure {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof FetchFailure e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  /**
   * Ends the producer, also amid the records: when this returns, nothing computes any more. Turns
   * that another thread has been waiting for may be taken here, so one is not enough.
   */
  @Override
  public void close() {
    Thread working = closed();
    while (working != null && !ended) {
      producersTurn.release();
      awaitTurn(working);
    }
  }

  /** From now on no producer is started; returns the one that was, or null. */
  private synchronized Thread closed() {
    closed = true;
    return producer;
  }
}
