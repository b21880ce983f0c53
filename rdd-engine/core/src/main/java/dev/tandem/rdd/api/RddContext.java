package dev.tandem.rdd.api;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.CollectionSource;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Source;
import dev.tandem.formats.TextLines;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.run.JobRunner;
import dev.tandem.rdd.run.RddRuntime;
import dev.tandem.rdd.run.TaskEnding;
import java.util.List;
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
public final class RddContext implements AutoCloseable {
  private final Cluster cluster;
  private final OutputStage outputs;
  private final RddRuntime runtime;
  private final JobRunner jobs;
  private final Lineages lineages;

  private RddContext(Cluster cluster, OutputStage outputs) {
    KnownRdds known = new KnownRdds();
    this.cluster = cluster;
    this.outputs = outputs;
    this.runtime = RddRuntime.start(cluster, outputs);
    this.jobs = new JobRunner(runtime, known);
    this.lineages = new Lineages(cluster.options(), known.shuffleIds());
  }

  /**
   * Starts the nodes.
   *
   * @param appName for reports and errors
   * @param options what the program may use
   * @throws dev.tandem.contract.engine.JobFailed if there is no scratch folder to be had
   */
  public static RddContext open(String appName, RunOptions options) {
    Cluster cluster = new Cluster(appName, "rdd", options);
    try {
      return new RddContext(cluster, OutputStage.open(cluster));
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

  /** Tasks that run at the same time, or the partitions that the options ask for. */
  public int defaultParallelism() {
    return cluster.options().defaultPartitions();
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
    return new Rdd<>(this, lineages.read("parallelize", slices(list, numSlices)));
  }

  /** The pairs of a list in {@link #defaultParallelism} slices. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list) {
    return parallelizePairs(list, defaultParallelism());
  }

  /** The pairs of a list, sliced as by {@link #parallelize(List, int)}. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list, int numSlices) {
    RddNode pairs = lineages.read("parallelizePairs", slices(list, numSlices));
    return PairRdd.ofPairs(this, "parallelizePairs", pairs);
  }

  private static Source<?> slices(List<?> list, int numSlices) {
    if (numSlices < 1) {
      throw new IllegalArgumentException(
          "the number of slices is " + numSlices + ", it must be at least 1");
    }
    return new CollectionSource<>(Codecs.dynamic(), List.copyOf(list), numSlices);
  }

  /** The lines of a file, or of all files of a folder. */
  public Rdd<String> textFile(String path) {
    return new Rdd<>(this, lineages.read("textFile", TextLines.of(List.of(path))));
  }

  /** What is done with one partition of an RDD, for its result. */
  <R> List<R> run(String action, RddNode rdd, TaskEnding<R> ending) {
    return run(action, rdd, IntStream.range(0, rdd.partitions()).boxed().toList(), ending);
  }

  /**
   * Runs a job on some partitions.
   *
   * @throws IllegalStateException inside of a task: what is done with records cannot start a job
   */
  <R> List<R> run(String action, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    if (ComputeContext.current() != null) {
      throw new IllegalStateException(
          action
              + " was called inside a function of another RDD; actions and transformations belong"
              + " to the driver");
    }
    return jobs.run(action, rdd, partitions, ending);
  }

  /** Ends running jobs, and forgets and deletes all that was kept. */
  @Override
  public void close() {
    outputs.close();
    cluster.close();
  }
}
