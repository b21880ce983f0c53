package dev.tandem.rdd.api;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.run.Checkpoints;
import dev.tandem.rdd.run.JobRunner;
import dev.tandem.rdd.run.RddRuntime;
import dev.tandem.rdd.run.TaskEnding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * Paths may be several, parted by commas.
 */
public final class RddContext implements AutoCloseable {
  private static final int MIN_PARTITIONS = 2;

  private final Cluster cluster;
  private final RddRuntime runtime;
  private final JobRunner jobs;
  private final Lineages lineages;
  private final Sources sources;
  private final Labels labels = new Labels();
  private final Persistence persistence;

  private RddContext(Cluster cluster) {
    KnownRdds known = new KnownRdds();
    this.cluster = cluster;
    this.runtime = RddRuntime.start(cluster, OutputStage.open(cluster, null));
    this.jobs = new JobRunner(runtime, known);
    this.lineages = new Lineages(cluster.options(), known.shuffleIds());
    this.sources = new Sources(lineages);
    this.persistence = new Persistence(runtime.store(), new Checkpoints(runtime, jobs));
  }

  /**
   * Starts the nodes.
   *
   * @param appName for reports and errors
   * @param options what the program may use; each action that writes files names its own output
   * @throws dev.tandem.contract.engine.JobFailed if there is no scratch folder to be had
   */
  public static RddContext open(String appName, RunOptions options) {
    Cluster cluster = new Cluster(appName, "rdd", options);
    try {
      return new RddContext(cluster);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  Lineages lineages() {
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

  /** Tasks that run at the same time, or the partitions that the options ask for. */
  public int defaultParallelism() {
    return cluster.options().defaultPartitions();
  }

  /** Partitions that files have at least, where nothing is said: 2, or 1 with one slot. */
  public int defaultMinPartitions() {
    return Math.min(defaultParallelism(), MIN_PARTITIONS);
  }

  /** Whether the options name the partitions of a shuffle: Spark's spark.default.parallelism. */
  boolean parallelismIsSet() {
    return cluster.options().partitions() > 0;
  }

  /** The values of a list in {@link #defaultParallelism} slices. */
  public <T> Rdd<T> parallelize(List<T> list) {
    return parallelize(list, defaultParallelism());
  }

  /**
   * The values of a list: slice i holds those from i * size / n up to (i + 1) * size / n.
   *
   * @param list in order; encoded now, so that later changes do not show
   * @param numSlices the number of partitions, at least 1
   */
  public <T> Rdd<T> parallelize(List<T> list, int numSlices) {
    return new Rdd<>(this, sources.list("parallelize", list, numSlices));
  }

  /** The pairs of a list in {@link #defaultParallelism} slices. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list) {
    return parallelizePairs(list, defaultParallelism());
  }

  /** The pairs of a list, sliced as by {@link #parallelize(List, int)}. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list, int numSlices) {
    String verb = "parallelizePairs";
    return PairRdd.ofPairs(this, verb, sources.list(verb, list, numSlices));
  }

  /** The numbers of a list in {@link #defaultParallelism} slices. */
  public DoubleRdd parallelizeDoubles(List<Double> list) {
    return parallelizeDoubles(list, defaultParallelism());
  }

  /** The numbers of a list, sliced as by {@link #parallelize(List, int)}. */
  public DoubleRdd parallelizeDoubles(List<Double> list, int numSlices) {
    return new DoubleRdd(this, sources.list("parallelizeDoubles", list, numSlices));
  }

  /** No record and no partition. */
  public <T> Rdd<T> emptyRDD() {
    return new Rdd<>(this, sources.empty());
  }

  /** The numbers from {@code start} to before {@code end}. */
  public Rdd<Long> range(long start, long end) {
    return range(start, end, 1, defaultParallelism());
  }

  /**
   * The numbers from {@code start} to before {@code end}.
   *
   * @param step the distance, not 0
   * @param numSlices the number of partitions, at least 1
   */
  public Rdd<Long> range(long start, long end, long step, int numSlices) {
    return new Rdd<>(this, sources.range(start, end, step, numSlices));
  }

  /** The lines of a file, or of all files of a folder, in two partitions at least. */
  public Rdd<String> textFile(String path) {
    return textFile(path, defaultMinPartitions());
  }

  /**
   * The lines of a file, or of all files of a folder.
   *
   * @param minPartitions partitions at least: files are cut by Hadoop's rule, which may make more
   */
  public Rdd<String> textFile(String path, int minPartitions) {
    return new Rdd<String>(this, sources.textFile(path, minPartitions)).setName(path);
  }

  /** Path and content of each file of a folder. */
  public PairRdd<String, String> wholeTextFiles(String path) {
    return wholeTextFiles(path, defaultMinPartitions());
  }

  /**
   * Path and content of each file of a folder; small files share a partition.
   *
   * @param minPartitions about as many
   */
  public PairRdd<String, String> wholeTextFiles(String path, int minPartitions) {
    RddNode files = sources.wholeTextFiles(path, minPartitions);
    return PairRdd.<String, String>ofPairs(this, "wholeTextFiles", files).setName(path);
  }

  /** The records of binary files, all of one length in bytes. */
  public Rdd<byte[]> binaryRecords(String path, int recordLength) {
    return new Rdd<>(this, sources.binaryRecords(path, recordLength));
  }

  /**
   * The pairs that saveAsSequenceFile has written: files of this product with checksums, not
   * Hadoop's.
   */
  public <K, V> PairRdd<K, V> sequenceFile(String path, Class<K> key, Class<V> value) {
    RddNode pairs = sources.sequenceFile(path, key, value);
    return PairRdd.ofPairs(this, "sequenceFile", pairs);
  }

  /** The records that saveAsObjectFile has written. */
  public <T> Rdd<T> objectFile(String path) {
    return new Rdd<>(this, sources.objectFile(path));
  }

  /** The records of any source. */
  public <T> Rdd<T> read(Source<T> source) {
    return new Rdd<>(this, lineages.read("read", source));
  }

  /** The records of several RDDs, one behind the other. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final <T> Rdd<T> union(Rdd<T> first, Rdd<T>... others) {
    return new Rdd<>(this, Unions.of(all(first, others)));
  }

  /** The pairs of several RDDs, one behind the other. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final <K, V> PairRdd<K, V> union(PairRdd<K, V> first, PairRdd<K, V>... others) {
    return new PairRdd<>(this, Unions.of(all(first, others)));
  }

  /** The numbers of several RDDs, one behind the other. */
  public DoubleRdd union(DoubleRdd first, DoubleRdd... others) {
    return new DoubleRdd(this, Unions.of(all(first, others)));
  }

  private static <R> List<R> all(R first, R[] others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toList();
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

  /** The RDDs that are kept, by number. */
  public Map<Integer, RddLike<?>> getPersistentRDDs() {
    return persistence.persistent();
  }

  /** What is done with each partition of an RDD, for its result. */
  <R> List<R> run(String action, RddNode rdd, TaskEnding<R> ending) {
    checkOnDriver(action);
    return run(action, rdd, IntStream.range(0, rdd.partitions()).boxed().toList(), ending);
  }

  /**
   * Runs a job on some partitions.
   *
   * @throws IllegalStateException inside of a task: what is done with records cannot start a job
   */
  <R> List<R> run(String action, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    checkOnDriver(action);
    List<R> results = jobs.run(action, rdd, partitions, ending);
    persistence.jobEnded(rdd);
    return results;
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

  /** Ends running jobs, and forgets and deletes all that was kept. */
  @Override
  public void close() {
    runtime.outputs().close();
    cluster.close();
  }
}
