package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * No twin of the RDD engine's {@code JobSettings}: a job here is a program, there one action of it.
 *
 * <p>What somebody says of a job before it is submitted: the setters of Hadoop's {@code Job}. What
 * is said afterwards is refused. Not thread-safe.
 */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public abstract class JobSettings {
  final JobDefinition definition;

  JobSettings(Configuration conf) {
    this.definition = new JobDefinition(conf);
  }

  /** Whether the job was submitted. */
  abstract boolean isSubmitted();

  private JobDefinition define() {
    if (isSubmitted()) {
      throw new IllegalStateException("the job " + getJobName() + " was submitted already");
    }
    return definition;
  }

  /** The settings. They are copied when the job is submitted: what is set later reaches no task. */
  public Configuration getConfiguration() {
    return definition.conf;
  }

  /** Names the job. */
  public void setJobName(String name) {
    define().conf.set("mapreduce.job.name", name);
  }

  /** The name of the job. */
  public String getJobName() {
    return definition.conf.get("mapreduce.job.name", "job");
  }

  /** Nodes, slots, memory, scratch folder, storage: what the run may use. */
  public void setRunOptions(RunOptions options) {
    define().options = options;
  }

  /** Has no effect: tasks run in this process and find the job's classes where it does. */
  public void setJarByClass(Class<?> type) {}

  /** How often a map task is tried: 4 times unless set. */
  public void setMaxMapAttempts(int attempts) {
    define().conf.setInt("mapreduce.map.maxattempts", attempts);
  }

  /** How often a reduce task is tried: 4 times unless set. */
  public void setMaxReduceAttempts(int attempts) {
    define().conf.setInt("mapreduce.reduce.maxattempts", attempts);
  }

  /** Whether slow tasks are tried a second time beside the first attempt: not unless set. */
  public void setSpeculativeExecution(boolean speculative) {
    setMapSpeculativeExecution(speculative);
    setReduceSpeculativeExecution(speculative);
  }

  /** The same for map tasks. */
  public void setMapSpeculativeExecution(boolean speculative) {
    define().conf.setBoolean("mapreduce.map.speculative", speculative);
  }

  /** The same for reduce tasks. */
  public void setReduceSpeculativeExecution(boolean speculative) {
    define().conf.setBoolean("mapreduce.reduce.speculative", speculative);
  }

  /** The mapper; the identity unless set. */
  public void setMapperClass(Class<? extends Mapper> type) {
    setMapper(named(type, Instances.of("mapper", type, definition::conf)));
  }

  /** What makes a mapper: a fresh one at each call. */
  public void setMapper(Supplier<? extends Mapper<?, ?, ?, ?>> mappers) {
    define().mappers = mappers;
  }

  /** The combiner: runs 0 to n times over parts of the map output; none unless set. */
  public void setCombinerClass(Class<? extends Reducer> type) {
    setCombiner(named(type, Instances.of("combiner", type, definition::conf)));
  }

  /** What makes a combiner: a fresh one at each call. */
  public void setCombiner(Supplier<? extends Reducer<?, ?, ?, ?>> combiners) {
    define().combiners = combiners;
  }

  /** The reducer; the identity unless set. */
  public void setReducerClass(Class<? extends Reducer> type) {
    setReducer(named(type, Instances.of("reducer", type, definition::conf)));
  }

  /** What makes a reducer: a fresh one at each call. */
  public void setReducer(Supplier<? extends Reducer<?, ?, ?, ?>> reducers) {
    define().reducers = reducers;
  }

  private static <T> Supplier<T> named(Class<?> type, Supplier<T> maker) {
    return new Supplier<>() {
      @Override
      public T get() {
        return maker.get();
      }

      @Override
      public String toString() {
        return type.getName();
      }
    };
  }

  /** Says which reduce task gets a record; {@link HashPartitioner} unless set. */
  public void setPartitionerClass(Class<? extends Partitioner> type) {
    define().setPartitioner(type, Instances.of("partitioner", type, definition::conf));
  }

  /** The order in which a reduce task sees keys; their natural order unless set. */
  public void setSortComparatorClass(Class<? extends Comparator> type) {
    define().sort = comparators("sort comparator", type);
  }

  /**
   * Which neighbours in that order are one group for the reducer: those for which it returns 0. The
   * sort comparator unless set.
   */
  public void setGroupingComparatorClass(Class<? extends Comparator> type) {
    define().grouping = comparators("grouping comparator", type);
  }

  /** The same for the combiner; the sort comparator unless set. */
  public void setCombinerKeyGroupingComparatorClass(Class<? extends Comparator> type) {
    define().combinerGrouping = comparators("grouping comparator of the combiner", type);
  }

  private KeyOrder comparators(String role, Class<? extends Comparator> type) {
    return new KeyOrder(type, Instances.of(role, type, definition::conf));
  }

  /** The number of reduce tasks; 0 has map tasks write the output, unsorted. */
  public void setNumReduceTasks(int tasks) {
    define().conf.setInt("mapreduce.job.reduces", tasks);
  }

  /** The number of reduce tasks: 1 unless set. */
  public int getNumReduceTasks() {
    return definition.conf.getInt("mapreduce.job.reduces", 1);
  }

  /** The class of all keys of the map output; of any class, told one by one, unless set. */
  public void setMapOutputKeyClass(Class<?> type) {
    define().mapKey = OutputType.of(type);
  }

  /** The class of all values of the map output; of any class unless set. */
  public void setMapOutputValueClass(Class<?> type) {
    define().mapValue = OutputType.of(type);
  }

  /** How keys of the map output are written. */
  public void setMapOutputKeyCodec(Codec<?> codec) {
    define().mapKey = OutputType.of(codec);
  }

  /** How values of the map output are written. */
  public void setMapOutputValueCodec(Codec<?> codec) {
    define().mapValue = OutputType.of(codec);
  }

  /** The class of all keys of the output, and of the map output unless that is set. */
  public void setOutputKeyClass(Class<?> type) {
    define().outputKey = OutputType.of(type);
  }

  /** The class of all values of the output, and of the map output unless that is set. */
  public void setOutputValueClass(Class<?> type) {
    define().outputValue = OutputType.of(type);
  }

  /** How files become records; lines of text with their offsets unless set. */
  public void setInputFormatClass(Class<? extends InputFormat> type) {
    define().inputFormat = Instances.of("input format", type, definition::conf);
  }

  /** How records become files; lines of text unless set. */
  public void setOutputFormatClass(Class<? extends OutputFormat> type) {
    setOutputFormat(outputFormats(type), false);
  }

  /** As {@link #setOutputFormatClass}; a task that writes nothing leaves no file. */
  public void setLazyOutputFormatClass(Class<? extends OutputFormat> type) {
    setOutputFormat(outputFormats(type), true);
  }

  /**
   * Adds an output beside that of the job, to be written with {@code MultipleOutputs}.
   *
   * @param name letters and digits, not {@code part}
   * @throws IllegalArgumentException for another name, or one that is taken
   */
  public void addNamedOutput(String name, Class<? extends OutputFormat> type) {
    define().addNamedOutput(name, outputFormats(type));
  }

  private Supplier<OutputFormat<?, ?>> outputFormats(Class<? extends OutputFormat> type) {
    return Instances.of("output format", type, definition::conf);
  }

  /**
   * How records become files.
   *
   * @param lazily whether a task that writes nothing leaves no file
   */
  public void setOutputFormat(OutputFormat<?, ?> format, boolean lazily) {
    setOutputFormat(() -> format, lazily);
  }

  private void setOutputFormat(Supplier<OutputFormat<?, ?>> formats, boolean lazily) {
    define().outputFormat = formats;
    definition.lazily = lazily;
  }

  /** Adds a file or a folder to what the job reads. */
  public void addInputPath(String path) {
    define().paths.add(path);
  }

  /**
   * Adds a source with a mapper of its own: Hadoop's {@code MultipleInputs}.
   *
   * @param source of records that are pairs
   * @param mappers makes a mapper, a fresh one at each call; null for the job's own
   */
  public void addInput(
      Source<? extends Pair<?, ?>> source, Supplier<? extends Mapper<?, ?, ?, ?>> mappers) {
    define().addInput(() -> source, mappers);
  }

  /**
   * Adds a file or a folder with a format, and a mapper if it is not the job's own: Hadoop's {@code
   * MultipleInputs}.
   *
   * @param mapper null for the job's own
   */
  public void addInputPath(
      String path, Class<? extends InputFormat> format, Class<? extends Mapper> mapper) {
    Supplier<InputFormat<?, ?>> formats = Instances.of("input format", format, definition::conf);
    define()
        .addInput(
            () -> formats.get().source(List.of(path), definition.conf()),
            mapper == null
                ? null
                : named(mapper, Instances.of("mapper", mapper, definition::conf)));
  }

  /**
   * Puts a mapper behind the mappers of the map tasks: Hadoop's {@code ChainMapper}. The first one
   * takes the place of {@link #setMapperClass}. A later one that overrides {@code run} gets a
   * thread of its own in each task; of a task's threads one runs at a time.
   */
  public void addMapperToChain(Class<? extends Mapper> type) {
    define().mapChain.add(Instances.of("mapper", type, definition::conf));
  }

  /**
   * Puts a mapper behind the reducer of the reduce tasks: Hadoop's {@code ChainReducer}. One that
   * overrides {@code run} gets a thread of its own in each task.
   */
  public void addMapperBehindReducer(Class<? extends Mapper> type) {
    define().reduceChain.add(Instances.of("mapper", type, definition::conf));
  }

  /** What the map tasks read. */
  public List<Source<? extends Pair<?, ?>>> getSources() {
    List<Source<? extends Pair<?, ?>>> sources = new ArrayList<>();
    definition.inputs().forEach(input -> sources.add(input.source()));
    return sources;
  }

  /** What the run may use, with what the settings say of it. */
  public RunOptions getRunOptions() {
    return definition.runOptions(definition.options.listener());
  }

  /** The order of the keys: the sort comparator, or that of their bytes. For one thread. */
  public Comparator<Object> getSortComparator() {
    return definition.keyOrder();
  }

  /** The folder that the job creates; it must not exist. */
  public void setOutputPath(String path) {
    define().output = path;
  }

  /** The folder that the job creates, or null. */
  public String getOutputPath() {
    return definition.output;
  }

  /** Adds a file that every node gets a copy of; {@code #name} behind its path renames the copy. */
  public void addCacheFile(String path) {
    define().cacheFiles.add(path);
  }

  /** The files of the distributed cache, as they were added. */
  public List<String> getCacheFiles() {
    return List.copyOf(definition.cacheFiles);
  }

  /**
   * Adds an archive (zip, jar, tar, tgz) that is unpacked on every node; {@code #name} behind its
   * path names the folder. Archives with links, names that lead out of that folder or come twice,
   * or more than the limits {@code tandem.cache.archive.entries} (100000), {@code bytes} (4 GB) and
   * {@code ratio} (200) allow fail the tasks.
   */
  public void addCacheArchive(String path) {
    define().cacheArchives.add(path);
  }

  /** The archives of the distributed cache, as they were added. */
  public List<String> getCacheArchives() {
    return List.copyOf(definition.cacheArchives);
  }
}
