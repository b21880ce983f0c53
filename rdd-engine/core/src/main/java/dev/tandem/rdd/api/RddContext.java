package dev.tandem.rdd.api;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.run.Checkpoints;
import dev.tandem.rdd.run.JobHandle;
import dev.tandem.rdd.run.JobRunner;
import dev.tandem.rdd.run.RddRuntime;
import dev.tandem.rdd.run.RddSwitches;
import dev.tandem.rdd.run.TaskEnding;
import dev.tandem.rdd.store.StorageStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Where a program that is written against RDDs begins: Spark's JavaSparkContext. It holds the
 * nodes, the memory, and what has been published and cached, until it is closed.
 *
 * <pre>{@code
 * try (RddContext sc = RddContext.open("word count", RunOptions.defaults())) {
 *   sc.textFile("book.txt")
 *       .flatMap(line -> List.of(line.split(" ")).iterator())
 *       .mapToPair(word -> new Pair<>(word, 1L))
 *       .reduceByKey(Long::sum)
 *       .collect();
 * }
 * }</pre>
 *
 * <p>Names, the order of arguments and semantics are those of Spark's Java API; {@code
 * docs/native-api.md} lists every method of it with what stands for it here. Records, keys and
 * values must not be null, and keys are told apart by their codec, as everywhere in this product.
 */
public final class RddContext extends ContextJobs implements AutoCloseable {

  private final Cluster cluster;
  private final RddRuntime runtime;
  private final Jobs jobs;
  private final Lineages lineages;
  private final Labels labels = new Labels();
  private final AtomicLong broadcasts = new AtomicLong();
  private final AtomicLong accumulators = new AtomicLong();
  private final Persistence persistence;
  private volatile boolean closed;

  private RddContext(Cluster cluster, Events events) {
    super(cluster.options(), events);
    KnownRdds known = new KnownRdds();
    this.cluster = cluster;
    this.runtime = RddRuntime.start(cluster, OutputStage.open(cluster, null));
    runtime.shuffles().deletes(true);
    JobRunner runner = new JobRunner(runtime, known);
    this.jobs = new Jobs(runner, events, ResultLimit.of(cluster.job(), cluster.options()));
    this.lineages = new Lineages(cluster.options(), known.shuffleIds());
    this.persistence =
        new Persistence(runtime.store(), new Checkpoints(runtime, runner), labels, events);
  }

  /**
   * Starts the nodes.
   *
   * @param appName for reports and errors
   * @param options what the program may use; each action that writes files names its own output
   * @throws dev.tandem.contract.engine.JobFailed if there is no scratch folder to be had, or a
   *     switch of the options cannot be read, or means nothing here though its name is Spark's or
   *     nearly one of this engine
   */
  public static RddContext open(String appName, RunOptions options) {
    RddSwitches.checkOwn(appName, options);
    Events events = new Events(options.listener());
    Cluster cluster = new Cluster(appName, "rdd", options.withListener(events));
    events.through(cluster.log());
    cluster.log().retain(StatusTracker.RETAINED);
    try {
      return new RddContext(cluster, events);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  @Override
  RddContext self() {
    return this;
  }

  @Override
  Jobs jobs() {
    return jobs;
  }

  /**
   * Makes what transformations stand for.
   *
   * @throws IllegalStateException if the context is closed
   */
  Lineages lineages() {
    checkOpen("a transformation");
    return lineages;
  }

  RddRuntime runtime() {
    return runtime;
  }

  Labels labels() {
    return labels;
  }

  Persistence persistence() {
    return persistence;
  }

  /** What the program is called. */
  public String appName() {
    return cluster.job();
  }

  /**
   * Where checkpoints go: into a new folder below.
   *
   * @param dir on a storage that outlives nodes
   */
  public void setCheckpointDir(String dir) {
    persistence.setFolder(dir);
  }

  /** Where checkpoints go, if that was said. */
  public Optional<String> getCheckpointDir() {
    return persistence.folder();
  }

  /**
   * A value that every task may read, copied once for each node instead of once for each closure.
   *
   * @param value serialisable, or with a codec; copied now
   * @throws IllegalArgumentException if it is neither
   */
  public <T> Broadcast<T> broadcast(T value) {
    checkOnDriver("broadcast");
    checkOpen("broadcast");
    return new Broadcast<>(broadcasts.getAndIncrement(), value);
  }

  /** Makes an accumulator ready to be used in tasks. */
  public void register(Accumulator<?, ?> acc) {
    acc.register(accumulators.getAndIncrement(), null);
  }

  /** Makes an accumulator with a name ready to be used in tasks. */
  public void register(Accumulator<?, ?> acc, String name) {
    acc.register(accumulators.getAndIncrement(), name);
  }

  private <A extends Accumulator<?, ?>> A registered(A acc, String name) {
    register(acc, name);
    return acc;
  }

  /** A sum of whole numbers. */
  public LongAccumulator longAccumulator() {
    return registered(new LongAccumulator(), null);
  }

  /** A sum of whole numbers with a name. */
  public LongAccumulator longAccumulator(String name) {
    return registered(new LongAccumulator(), name);
  }

  /** A sum of numbers. */
  public DoubleAccumulator doubleAccumulator() {
    return registered(new DoubleAccumulator(), null);
  }

  /** A sum of numbers with a name. */
  public DoubleAccumulator doubleAccumulator(String name) {
    return registered(new DoubleAccumulator(), name);
  }

  /** A list. */
  public <T> CollectionAccumulator<T> collectionAccumulator() {
    return registered(new CollectionAccumulator<T>(), null);
  }

  /** A list with a name. */
  public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
    return registered(new CollectionAccumulator<T>(), name);
  }

  /** The RDDs that are kept and that the program holds, by number. */
  public Map<Integer, RddLike<?>> getPersistentRDDs() {
    return persistence.persistent();
  }

  /**
   * What is kept now, in memory and in files, of each RDD that was persisted, also by a local
   * checkpoint, has something kept and that the program holds: Spark's getRDDStorageInfo of its
   * SparkContext.
   */
  public List<StorageStatus> getRDDStorageInfo() {
    return persistence.status();
  }

  /**
   * What has happened so far: the measures of all actions together (what was shuffled as references
   * and as bytes, spilled, kept, recomputed), and the last thousand stages with their tasks. A
   * program is planned action by action, so that there is no plan in it.
   */
  public RunReport report() {
    cluster.log().ledger().add(Measure.EVICTED_PARTITIONS, runtime.store().takeEvicted());
    RunReport.Status status = closed ? RunReport.Status.SUCCEEDED : RunReport.Status.RUNNING;
    return cluster.log().toReport(status, new Explanation("rdd", List.of()));
  }

  /** What is done with each partition of an RDD, for its result. */
  <R> List<R> run(String action, RddNode rdd, TaskEnding<R> ending) {
    checkOnDriver(action);
    return run(action, rdd, IntStream.range(0, rdd.partitions()).boxed().toList(), ending);
  }

  /**
   * Runs a job on some partitions.
   *
   * @throws IllegalStateException inside of a task: what is done with records cannot start a job;
   *     or if the context is closed
   * @throws IllegalArgumentException if there is no such partition
   */
  <R> List<R> run(String action, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    checkOnDriver(action);
    checkOpen(action);
    List<R> results = jobs.run(action, rdd, partitions, ending);
    persistence.jobEnded(rdd);
    return results;
  }

  /** As {@link #run(String, RddNode, List, TaskEnding)}, but does not wait for the end. */
  <R> JobHandle<R> submit(
      String action,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    checkOnDriver(action);
    checkOpen(action);
    return jobs.submit(action, rdd, partitions, ending, accepted);
  }

  /**
   * @throws IllegalStateException inside of a task
   */
  static void checkOnDriver(String what) {
    if (ComputeContext.current() != null) {
      throw new IllegalStateException(
          what
              + " was called inside a function of another RDD: transformations and actions can only"
              + " be invoked by the driver; collect or broadcast what the function needs before");
    }
  }

  private void checkOpen(String what) {
    if (closed) {
      throw new IllegalStateException(
          what + ": the context '" + appName() + "' is closed; open another one");
    }
  }

  /** Spark's name for {@link #close}. */
  public void stop() {
    close();
  }

  /** The name of the program, and whether it is closed. */
  @Override
  public String toString() {
    return "RddContext '" + appName() + (closed ? "', closed" : "', open");
  }

  /** Ends running jobs, and forgets and deletes all that was kept. */
  @Override
  public void close() {
    closed = true;
    runtime.shuffles().deletes(false);
    runtime.outputs().close();
    cluster.close();
  }
}
