package dev.tandem.rdd.api;

import dev.tandem.contract.io.Sink;
import dev.tandem.formats.Compression;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The actions whose result is in files, or comes later.
 *
 * @param <T> the records
 */
public abstract class RddOutputs<T> extends RddActions<T> {
  private static final long serialVersionUID = 1L;

  RddOutputs(RddContext context, RddNode node) {
    super(context, node);
  }

  /**
   * Writes each record as a line, as {@code String.valueOf} says, a pair as {@code (key,value)}.
   *
   * @param path a folder that does not exist; nothing is seen of it if the job fails
   * @throws dev.tandem.contract.engine.JobFailed if it exists, before any task
   */
  public final void saveAsTextFile(String path) {
    Saving.asText(this, path, Compression.NONE);
  }

  /** As {@link #saveAsTextFile(String)}, compressed. */
  public final void saveAsTextFile(String path, Compression codec) {
    Saving.asText(this, path, codec);
  }

  /**
   * Writes the records in binary files with checksums, to be read by {@link RddContext#objectFile}.
   *
   * @param path a folder that does not exist; nothing is seen of it if the job fails
   * @throws dev.tandem.contract.engine.JobFailed if it exists, before any task
   */
  public final void saveAsObjectFile(String path) {
    Saving.asObjects(this, path);
  }

  /**
   * Writes the records in the format of a sink: what an OutputFormat is to Spark.
   *
   * @param path a new folder, as of {@link #saveAsTextFile(String)}
   * @param sink its folder is one below
   */
  public final void save(String path, Sink<? super T> sink) {
    Saving.write(context, "save", node, path, sink);
  }

  /** As {@link #collect}, while the program goes on. */
  public final FutureAction<List<T>> collectAsync() {
    return start("collectAsync", this::collect);
  }

  /** As {@link #count}, while the program goes on. */
  public final FutureAction<Long> countAsync() {
    return start("countAsync", this::count);
  }

  /** As {@link #take}, while the program goes on. */
  public final FutureAction<List<T>> takeAsync(int num) {
    return start("takeAsync", () -> take(num));
  }

  /** As {@link #foreach}, while the program goes on. */
  public final FutureAction<Void> foreachAsync(VoidFn<? super T> f) {
    UserCode.given("foreachAsync", f);
    return start(
        "foreachAsync",
        () -> {
          foreach(f);
          return null;
        });
  }

  /** As {@link #foreachPartition}, while the program goes on. */
  public final FutureAction<Void> foreachPartitionAsync(VoidFn<? super Iterator<T>> f) {
    UserCode.given("foreachPartitionAsync", f);
    return start(
        "foreachPartitionAsync",
        () -> {
          foreachPartition(f);
          return null;
        });
  }

  private <R> FutureAction<R> start(String action, Callable<R> body) {
    RddContext.checkOnDriver(action);
    return FutureAction.start(action, context.jobs().runner()::cancelJob, body);
  }
}
