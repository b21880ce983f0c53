package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.OutputFormat;
import dev.tandem.mapreduce.api.RecordSink;
import dev.tandem.mapreduce.api.TaskInputOutputContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes to files beside the part file: {@code name-m-00000}, {@code name-r-00000}, also in
 * folders. Made in {@code setup} of a mapper or a reducer. The files are committed with the task.
 *
 * @param <KEYOUT> keys of the job's output
 * @param <VALUEOUT> values of the job's output
 */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public class MultipleOutputs<KEYOUT, VALUEOUT> implements AutoCloseable {
  /** The group of the counters of records by file. */
  public static final String COUNTERS_GROUP = MultipleOutputs.class.getName();

  private static final String COUNTERS = "mapreduce.multipleoutputs.counters";

  private final TaskInputOutputContext<?, ?, KEYOUT, VALUEOUT> context;
  private final boolean counting;
  private final Map<String, RecordSink<Object, Object>> files = new HashMap<>();

  /**
   * @param context of the task
   */
  public MultipleOutputs(TaskInputOutputContext<?, ?, KEYOUT, VALUEOUT> context) {
    this.context = context;
    this.counting = getCountersEnabled(context.getConfiguration());
  }

  /**
   * Adds a named output.
   *
   * @param name letters and digits, not {@code part}
   */
  public static void addNamedOutput(
      MapReduceJob job, String name, Class<? extends OutputFormat> format) {
    job.addNamedOutput(name, format);
  }

  /** Whether the records of each file are counted, in {@link #COUNTERS_GROUP}: not unless set. */
  public static void setCountersEnabled(MapReduceJob job, boolean enabled) {
    job.getConfiguration().setBoolean(COUNTERS, enabled);
  }

  /** Whether the records of each file are counted. */
  public static boolean getCountersEnabled(Configuration conf) {
    return conf.getBoolean(COUNTERS, false);
  }

  /** Writes a record to a named output. */
  public <K, V> void write(String namedOutput, K key, V value)
      throws IOException, InterruptedException {
    write(namedOutput, key, value, namedOutput);
  }

  /**
   * Writes a record in the format of a named output.
   *
   * @param baseOutputPath what the name of the file begins with, also behind folders
   * @throws IllegalArgumentException if the file would not be below the output, or would be hidden
   *     there (a name that begins with an underscore or a dot), or if the path is {@code part}
   */
  public <K, V> void write(String namedOutput, K key, V value, String baseOutputPath)
      throws IOException, InterruptedException {
    write(context.getNamedOutput(namedOutput), key, value, baseOutputPath);
  }

  /**
   * Writes a record in the format of the job's output.
   *
   * @param baseOutputPath what the name of the file begins with, also behind folders
   * @throws IllegalArgumentException if the file would not be below the output, or would be hidden
   *     there (a name that begins with an underscore or a dot), or if the path is {@code part}
   */
  public void write(KEYOUT key, VALUEOUT value, String baseOutputPath)
      throws IOException, InterruptedException {
    write((OutputFormat<?, ?>) null, key, value, baseOutputPath);
  }

  @SuppressWarnings("unchecked") // the job's author has matched the records and the format
  private void write(OutputFormat<?, ?> format, Object key, Object value, String base)
      throws IOException, InterruptedException {
    RecordSink<Object, Object> file = files.get(base);
    if (file == null) {
      file = context.openFile((OutputFormat<Object, Object>) format, base);
      files.put(base, file);
    }
    if (counting) {
      context.getCounter(COUNTERS_GROUP, base).increment(1);
    }
    file.write(key, value);
  }

  /**
   * Gives up all files. They are ended with the task, with it or without, and hold a buffer until
   * then; none of them can be written to again.
   */
  @Override
  public void close() {
    files.clear();
  }
}
