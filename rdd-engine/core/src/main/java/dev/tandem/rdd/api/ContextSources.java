package dev.tandem.rdd.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;

/**
 * Where RDDs come from: lists, ranges, files, sources, other RDDs. Paths may be several, parted by
 * commas.
 */
public abstract class ContextSources {
  private static final int MIN_PARTITIONS = 2;

  private final RunOptions options;

  ContextSources(RunOptions options) {
    this.options = options;
  }

  abstract RddContext self();

  private Sources sources() {
    return new Sources(self().lineages());
  }

  /** Tasks that run at the same time, or the partitions that the options ask for. */
  public int defaultParallelism() {
    return options.defaultPartitions();
  }

  /** Partitions that files have at least, where nothing is said: 2, or 1 with one slot. */
  public int defaultMinPartitions() {
    return Math.min(defaultParallelism(), MIN_PARTITIONS);
  }

  /** Whether the options name the partitions of a shuffle: Spark's spark.default.parallelism. */
  boolean parallelismIsSet() {
    return options.partitions() > 0;
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
    return new Rdd<>(self(), sources().list("parallelize", list, numSlices));
  }

  /** The pairs of a list in {@link #defaultParallelism} slices. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list) {
    return parallelizePairs(list, defaultParallelism());
  }

  /** The pairs of a list, sliced as by {@link #parallelize(List, int)}. */
  public <K, V> PairRdd<K, V> parallelizePairs(List<Pair<K, V>> list, int numSlices) {
    String verb = "parallelizePairs";
    return PairRdd.ofPairs(self(), verb, sources().list(verb, list, numSlices));
  }

  /** The numbers of a list in {@link #defaultParallelism} slices. */
  public DoubleRdd parallelizeDoubles(List<Double> list) {
    return parallelizeDoubles(list, defaultParallelism());
  }

  /** The numbers of a list, sliced as by {@link #parallelize(List, int)}. */
  public DoubleRdd parallelizeDoubles(List<Double> list, int numSlices) {
    return new DoubleRdd(self(), sources().list("parallelizeDoubles", list, numSlices));
  }

  /** No record and no partition. */
  public <T> Rdd<T> emptyRDD() {
    return new Rdd<>(self(), sources().empty());
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
    return new Rdd<>(self(), sources().range(start, end, step, numSlices));
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
    return new Rdd<String>(self(), sources().textFile(path, minPartitions)).setName(path);
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
    RddNode files = sources().wholeTextFiles(path, minPartitions);
    return PairRdd.<String, String>ofPairs(self(), "wholeTextFiles", files).setName(path);
  }

  /** Path and bytes of each file of a folder. */
  public PairRdd<String, byte[]> binaryFiles(String path) {
    return binaryFiles(path, defaultMinPartitions());
  }

  /**
   * Path and bytes of each file of a folder, which must fit in memory one by one; small files share
   * a partition. Spark's streams of files, read already.
   *
   * @param minPartitions about as many
   */
  public PairRdd<String, byte[]> binaryFiles(String path, int minPartitions) {
    RddNode files = sources().binaryFiles(path, minPartitions);
    return PairRdd.<String, byte[]>ofPairs(self(), "binaryFiles", files).setName(path);
  }

  /** The records of binary files, all of one length in bytes. */
  public Rdd<byte[]> binaryRecords(String path, int recordLength) {
    return new Rdd<>(self(), sources().binaryRecords(path, recordLength));
  }

  /**
   * The pairs that saveAsSequenceFile has written, in two partitions at least: files of this
   * product with checksums, not Hadoop's.
   */
  public <K, V> PairRdd<K, V> sequenceFile(String path, Class<K> key, Class<V> value) {
    return sequenceFile(path, key, value, defaultMinPartitions());
  }

  /**
   * The pairs that saveAsSequenceFile has written.
   *
   * @param minPartitions partitions at least, as {@link #objectFile(String, int)} cuts them
   */
  public <K, V> PairRdd<K, V> sequenceFile(
      String path, Class<K> key, Class<V> value, int minPartitions) {
    RddNode pairs = sources().sequenceFile(path, key, value, minPartitions);
    return PairRdd.ofPairs(self(), "sequenceFile", pairs);
  }

  /** The records that saveAsObjectFile has written, in two partitions at least. */
  public <T> Rdd<T> objectFile(String path) {
    return objectFile(path, defaultMinPartitions());
  }

  /**
   * The records that saveAsObjectFile has written, in order.
   *
   * @param minPartitions partitions at least: files are cut by Hadoop's rule, which may make more.
   *     Records are written in blocks of 64 KB or more, and a block belongs to the partition in
   *     which it begins, so that partitions of less may be empty
   */
  public <T> Rdd<T> objectFile(String path, int minPartitions) {
    return new Rdd<>(self(), sources().objectFile(path, minPartitions));
  }

  /** The records of any source. */
  public <T> Rdd<T> read(Source<T> source) {
    return new Rdd<>(self(), self().lineages().read("read", source));
  }

  /**
   * The records of several RDDs, one behind the other; those that are placed alike stay placed.
   *
   * @param rdds at least one
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final <T> Rdd<T> union(Rdd<T>... rdds) {
    return new Rdd<>(self(), Unions.of(self(), List.of(rdds)));
  }

  /** As {@link #union(Rdd[])}, of pairs. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final <K, V> PairRdd<K, V> union(PairRdd<K, V>... rdds) {
    return new PairRdd<>(self(), Unions.of(self(), List.of(rdds)));
  }

  /** As {@link #union(Rdd[])}, of numbers. */
  public final DoubleRdd union(DoubleRdd... rdds) {
    return new DoubleRdd(self(), Unions.of(self(), List.of(rdds)));
  }
}
