package dev.tandem.mapreduce.api;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.shuffle.KeyComparator;
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

  /** What the job's author sees and changes. */
  final Configuration conf;

  /** What it was when the job was submitted. */
  private Configuration submitted;

  final List<String> paths = new ArrayList<>();
  final List<String> cacheFiles = new ArrayList<>();
  final List<String> cacheArchives = new ArrayList<>();
  final List<Supplier<? extends Mapper<?, ?, ?, ?>>> mapChain = new ArrayList<>();
  final List<Supplier<? extends Mapper<?, ?, ?, ?>>> reduceChain = new ArrayList<>();
  private final Map<String, Supplier<? extends OutputFormat<?, ?>>> namedOutputs =
      new LinkedHashMap<>();

  /** Formats are asked when the job is submitted: settings count that were made behind them. */
  private final List<Supplier<JobInput>> inputs = new ArrayList<>();

  RunOptions options = RunOptions.defaults();
  Supplier<? extends Mapper<?, ?, ?, ?>> mappers = Mapper::new;
  Supplier<? extends Reducer<?, ?, ?, ?>> combiners;
  Supplier<? extends Reducer<?, ?, ?, ?>> reducers = Reducer::new;
  KeyOrder sort;
  KeyOrder grouping;
  KeyOrder combinerGrouping;
  Supplier<? extends InputFormat<?, ?>> inputFormat = TextInputFormat::new;
  Supplier<? extends OutputFormat<?, ?>> outputFormat = TextOutputFormat::new;
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

  /** From here on changes of the settings have no effect. */
  void freeze() {
    submitted = new Configuration(conf);
  }

  /** The job could not be submitted: it may be changed, and submitted again. */
  void thaw() {
    submitted = null;
  }

  Configuration conf() {
    return submitted == null ? conf : submitted;
  }

  void setPartitioner(Class<?> type, Supplier<? extends Partitioner<?, ?>> maker) {
    partitionerType = type;
    partitioners = maker;
  }

  void addInput(
      Supplier<? extends Source<? extends Pair<?, ?>>> sources,
      Supplier<? extends Mapper<?, ?, ?, ?>> own) {
    inputs.add(() -> input(sources.get(), own == null ? mapper() : own));
  }

  private static JobInput input(
      Source<? extends Pair<?, ?>> source, Supplier<? extends Mapper<?, ?, ?, ?>> mappers) {
    return new JobInput(source, mappers, source.describe());
  }

  void addNamedOutput(String name, Supplier<? extends OutputFormat<?, ?>> format) {
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

  /** What sorts the keys; null for the order of their bytes. */
  private KeyOrder sortOrder() {
    return sort != null ? sort : KeyOrder.defined((mapKey == null ? outputKey : mapKey).type());
  }

  /** The order of the keys; for one thread. */
  Comparator<Object> keyOrder() {
    KeyOrder order = sortOrder();
    if (order != null) {
      return order.decoded();
    }
    Codec<Object> codec = (mapKey == null ? outputKey : mapKey).asKeys(false).codec();
    return (a, b) -> Codecs.compare(codec, a, b);
  }

  int reduces() {
    int reduces = conf().getInt("mapreduce.job.reduces", 1);
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
    Configuration copy = new Configuration(conf());
    try {
      return new JobPlan(
          id,
          conf().get("mapreduce.job.name", "job"),
          copy,
          reduces(),
          List.copyOf(cacheFiles),
          List.copyOf(cacheArchives),
          new CacheFiles(options.files(), cacheFiles, cacheArchives, copy),
          outputFormat.get(),
          namedFormats(),
          new CounterNames(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, OutputFormat<?, ?>> namedFormats() {
    Map<String, OutputFormat<?, ?>> formats = new LinkedHashMap<>();
    namedOutputs.forEach((name, format) -> formats.put(name, format.get()));
    return formats;
  }

  /**
   * What map tasks read, cut into splits.
   *
   * @throws JobFailed if something is missing or cannot be listed
   */
  List<JobInput> splitInputs(String name) {
    SplitRule rule = runOptions(options.listener()).splits();
    List<JobInput> split = new ArrayList<>();
    try {
      for (JobInput input : inputs()) {
        Source<? extends Pair<?, ?>> source =
            SubmittedSource.of(input.source(), options.files(), rule);
        split.add(new JobInput(source, input.mappers(), input.name()));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new JobFailed("job " + name + ": " + Failures.describe(e), e);
    }
    return split;
  }

  /**
   * Refuses an output that exists, in Hadoop's words.
   *
   * @throws JobFailed if it does
   */
  void checkOutput(String name) {
    try {
      if (output != null && !options.overwrite() && options.files().exists(output)) {
        throw new JobFailed(
            "job "
                + name
                + ": Output directory "
                + output
                + " already exists; remove it or choose another one");
      }
    } catch (IOException e) {
      throw new JobFailed("job " + name + ": " + Failures.describe(e), e);
    }
  }

  /** Everything that map tasks read, in the order in which it was added. */
  List<JobInput> inputs() {
    List<JobInput> all = new ArrayList<>();
    if (!paths.isEmpty()) {
      all.add(input(inputFormat.get().source(paths, conf()), mapper()));
    }
    inputs.forEach(input -> all.add(input.get()));
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
    Sink<?> sink = outputFormat.get().sink(conf());
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
            Math.max(LEAST_BLOCK, conf().getLong(FileInputFormat.SPLIT_MINSIZE, 1)),
            conf().getLong(FileInputFormat.SPLIT_MAXSIZE, Long.MAX_VALUE),
            block.block());
    RunOptions run =
        options
            .withSplits(splits)
            .withListener(listener)
            .withOutput(output, options.overwrite())
            .withPartitions(Math.max(1, reduces()))
            .withConf("defaults", options.conf("defaults", "hadoop"));
    for (Map.Entry<String, String> one : conf().toMap().entrySet()) {
      run = run.withConf(one.getKey(), one.getValue());
    }
    return FileOutputFormat.committed(run, conf());
  }

  /**
   * How records get to the reduce tasks.
   *
   * @throws IllegalArgumentException if something of it cannot be
   */
  Shuffle shuffle(JobPlan plan, Operation combineStep) {
    KeyOrder order = sortOrder();
    OutputType keys = (mapKey == null ? outputKey : mapKey).asKeys(order != null);
    OutputType values = mapValue == null ? outputValue : mapValue;
    return new NativeShuffle(
        "map output",
        keys.codec(),
        values.codec(),
        reading(values.codec()),
        plan.reduces(),
        () -> placing(keys, plan.reduces()),
        open(order, keys),
        open(grouping, keys),
        open(combinerGrouping, keys),
        combiners == null ? null : new ReduceRunner(plan, combiners),
        combineStep,
        keys.type(),
        values.type());
  }

  private static Supplier<KeyComparator> open(KeyOrder order, OutputType keys) {
    if (order == null) {
      return null;
    }
    if (order.isRaw() && keys.isAny()) {
      throw new IllegalArgumentException(
          "the raw comparator "
              + order.type().getName()
              + " cannot know how keys of any class are written; name theirs with"
              + " setMapOutputKeyClass or setMapOutputKeyCodec");
    }
    return order::open;
  }

  private Supplier<Codec<Object>> reading(Codec<Object> codec) {
    boolean reuses = conf().getBoolean(HolderCodec.REUSE, false);
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
      HashPartitioner<Object, Object> hash = new HashPartitioner<>();
      hash.setKeys(keys);
      return (key, value) -> hash.getPartition(key, value, reduces);
    }
    Partitioner<Object, Object> own = (Partitioner<Object, Object>) partitioners.get();
    if (own instanceof HashPartitioner<Object, Object> hash) {
      hash.setKeys(keys);
    }
    own.setKeyOrder(keyOrder());
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
