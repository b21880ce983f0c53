package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.shuffle.NativeShuffle;
import dev.tandem.mapreduce.shuffle.Shuffle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What somebody has said of a job, and what the engine is told when it is submitted. */
final class JobDefinition {
  private static final int LEAST_BLOCK = 1;

  final Configuration conf;
  final List<String> paths = new ArrayList<>();
  final List<String> cacheFiles = new ArrayList<>();
  final List<Supplier<? extends Mapper<?, ?, ?, ?>>> mapChain = new ArrayList<>();
  final List<Supplier<? extends Mapper<?, ?, ?, ?>>> reduceChain = new ArrayList<>();
  private final Map<String, OutputFormat<?, ?>> namedOutputs = new LinkedHashMap<>();
  private final List<JobInput> inputs = new ArrayList<>();
  RunOptions options = RunOptions.defaults();
  Supplier<? extends Mapper<?, ?, ?, ?>> mappers = Mapper::new;
  Supplier<? extends Reducer<?, ?, ?, ?>> combiners;
  Supplier<? extends Reducer<?, ?, ?, ?>> reducers = Reducer::new;
  Supplier<Comparator<Object>> sort;
  Supplier<Comparator<Object>> grouping;
  Supplier<Comparator<Object>> combinerGrouping;
  InputFormat<?, ?> inputFormat = new TextInputFormat();
  OutputFormat<?, ?> outputFormat = MapReduceJob.defaultOutput();
  OutputType mapKey;
  OutputType mapValue;
  OutputType outputKey = OutputType.ANY;
  OutputType outputValue = OutputType.ANY;
  boolean lazily;
  String output;
  private Class<?> partitionerType;
  private Supplier<? extends Partitioner<?, ?>> partitioners;

  JobDefinition(Configuration conf) {
    this.conf = conf;
  }

  void setPartitioner(Class<?> type, Supplier<? extends Partitioner<?, ?>> maker) {
    partitionerType = type;
    partitioners = maker;
  }

  void addInput(Source<? extends Pair<?, ?>> source, Supplier<? extends Mapper<?, ?, ?, ?>> own) {
    inputs.add(new JobInput(source, own, source.describe()));
  }

  void addNamedOutput(String name, OutputFormat<?, ?> format) {
    if (!name.matches("[A-Za-z0-9]+") || name.equals("part")) {
      throw new IllegalArgumentException(
          "a named output cannot be called '" + name + "'; use letters and digits, not 'part'");
    }
    if (namedOutputs.putIfAbsent(name, format) != null) {
      throw new IllegalArgumentException("there is a named output '" + name + "' already");
    }
  }

  /** The mapper that all inputs without one of their own have. */
  private Supplier<? extends Mapper<?, ?, ?, ?>> mapper() {
    return mapChain.isEmpty() ? mappers : Chain.of(mapChain);
  }

  /** The reducer with the mappers behind it. */
  Supplier<? extends Reducer<?, ?, ?, ?>> reducer() {
    return reduceChain.isEmpty() ? reducers : Chain.of(reducers, reduceChain);
  }

  /** The order of the keys; for one thread. */
  Comparator<Object> keyOrder() {
    if (sort != null) {
      return sort.get();
    }
    Codec<Object> codec = (mapKey == null ? outputKey : mapKey).asKeys(false).codec();
    return (a, b) -> Codecs.compare(codec, a, b);
  }

  /** A comparator whose failures are those of its own class. */
  @SuppressWarnings("unchecked") // the job's author has matched the keys and the comparator
  static Supplier<Comparator<Object>> guarded(
      Class<?> type, Supplier<? extends Comparator<?>> maker) {
    return () -> {
      Comparator<Object> own = (Comparator<Object>) maker.get();
      return (a, b) -> {
        try {
          return own.compare(a, b);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
          throw UserCode.failed(type, "compare", e);
        }
      };
    };
  }

  int reduces() {
    int reduces = conf.getInt("mapreduce.job.reduces", 1);
    if (reduces < 0) {
      throw new IllegalArgumentException(
          "the number of reduce tasks is " + reduces + ", it must be 0 or more");
    }
    return reduces;
  }

  /**
   * The job as its tasks know it.
   *
   * @throws IllegalArgumentException if a file of the cache is missing
   */
  JobPlan plan(String id) {
    Configuration copy = new Configuration(conf);
    try {
      return new JobPlan(
          id,
          conf.get("mapreduce.job.name", "job"),
          copy,
          reduces(),
          List.copyOf(cacheFiles),
          new CacheFiles(options.files(), cacheFiles),
          outputFormat,
          Map.copyOf(namedOutputs),
          new CounterNames(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that map tasks read, in the order in which it was added. */
  List<JobInput> inputs() {
    List<JobInput> all = new ArrayList<>();
    if (!paths.isEmpty()) {
      Source<? extends Pair<?, ?>> source = inputFormat.source(paths, conf);
      all.add(new JobInput(source, mapper(), source.describe()));
    }
    for (JobInput input : inputs) {
      Supplier<? extends Mapper<?, ?, ?, ?>> own = input.mappers();
      all.add(new JobInput(input.source(), own == null ? mapper() : own, input.name()));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the job has no input; add one with addInputPath");
    }
    return all;
  }

  /**
   * The sink of the output, or null.
   *
   * @throws IllegalArgumentException if there is no output folder
   */
  Sink<?> sink() {
    Sink<?> sink = outputFormat.sink(conf);
    if (sink != null && output == null) {
      throw new IllegalArgumentException(
          "the job has no output folder; give one with setOutputPath, or set NullOutputFormat");
    }
    return sink;
  }

  /** What the run may use: Hadoop's defaults where nothing was said. */
  RunOptions runOptions(RunListener listener) {
    SplitRule block = options.splits();
    SplitRule splits =
        new SplitRule(
            Math.max(LEAST_BLOCK, conf.getLong(FileInputFormat.SPLIT_MINSIZE, 1)),
            conf.getLong(FileInputFormat.SPLIT_MAXSIZE, Long.MAX_VALUE),
            block.block());
    RunOptions run =
        options
            .withSplits(splits)
            .withListener(listener)
            .withOutput(output, options.overwrite())
            .withPartitions(Math.max(1, reduces()))
            .withConf("defaults", options.conf("defaults", "hadoop"));
    for (Map.Entry<String, String> one : conf.toMap().entrySet()) {
      run = run.withConf(one.getKey(), one.getValue());
    }
    String version = conf.get("mapreduce.fileoutputcommitter.algorithm.version");
    return version == null ? run : run.withConf("committer", "hadoop-v" + version);
  }

  /** How records get to the reduce tasks. */
  Shuffle shuffle(JobPlan plan, Operation combineStep) {
    OutputType keys = (mapKey == null ? outputKey : mapKey).asKeys(sort != null);
    OutputType values = mapValue == null ? outputValue : mapValue;
    return new NativeShuffle(
        "map output",
        keys.codec(),
        values.codec(),
        reading(values.codec()),
        plan.reduces(),
        () -> placing(keys, plan.reduces()),
        sort,
        grouping,
        combinerGrouping,
        combiners == null ? null : new ReduceRunner(plan, combiners),
        combineStep,
        keys.type(),
        values.type());
  }

  private Supplier<Codec<Object>> reading(Codec<Object> codec) {
    boolean reuses = conf.getBoolean(HolderCodec.REUSE, false);
    return reuses && codec instanceof HolderCodec<Object> holders
        ? () -> new Refilling<>(holders)
        : () -> codec;
  }

  @SuppressWarnings("unchecked") // the job's author has matched the map output and the partitioner
  private Shuffle.Placing placing(OutputType keys, int reduces) {
    if (reduces == 1) {
      return (key, value) -> 0;
    }
    if (partitioners == null) {
      HashPartitioner<Object, Object> hash = new HashPartitioner<>(keys.codec());
      return (key, value) -> hash.getPartition(key, value, reduces);
    }
    Partitioner<Object, Object> own = (Partitioner<Object, Object>) partitioners.get();
    Class<?> type = partitionerType;
    return (key, value) -> {
      try {
        return own.getPartition(key, value, reduces);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw UserCode.failed(type, "getPartition", e);
      }
    };
  }
}
