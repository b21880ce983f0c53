package dev.tandem.hadoop;

import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.engine.RunOptions;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.LocalJobRunner;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * Hadoop's configuration for a run. What the user says wins, then the files of {@code
 * HADOOP_CONF_DIR}, then what follows from the options of the run, then Hadoop's defaults.
 */
public final class Settings {
  private static final List<String> PREFIXES =
      List.of("mapreduce.", "yarn.", "fs.", "dfs.", "hadoop.", "io.", "ipc.");

  private static final List<String> FILES =
      List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml");

  /** Hadoop looks every five seconds whether a job has ended: for a local one that is an age. */
  static final int POLL_MILLIS = 10;

  /** A cluster's answer is a call over the network; its jobs take seconds to start. */
  private static final int CLUSTER_POLL_MILLIS = 500;

  /** Hadoop itself would ask a resource manager that is not there for 15 minutes. */
  private static final long CONNECT_MILLIS = 30_000;

  private static final long RETRY_MILLIS = 3_000;

  private static final String LOCAL_FILES = "fs.file.impl";
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.org.apache.hadoop";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?");

  private static final Pattern NUMBER_WITH_UNIT =
      Pattern.compile("-?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE]-?[0-9]+)?[a-zA-Z]{0,2}");

  private Settings() {}

  /**
   * Hadoop tells at length what its local runner does, and prints a stack trace where a job fails;
   * the engine says the same in its report and in one line. Whoever wants to read it all the same
   * sets the property. Has an effect only before the first of Hadoop's classes is loaded.
   */
  public static void quietLogs() {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "off");
    }
  }

  /**
   * The configuration of a run.
   *
   * @throws IOException if {@code HADOOP_CONF_DIR} does not name a folder
   */
  public static Configuration of(RunOptions options) throws IOException {
    return of(options, null);
  }

  /** As {@link #of(RunOptions)}, on top of a configuration that is there already; null for none. */
  static Configuration of(RunOptions options, Configuration base) throws IOException {
    return of(options, base, System.getenv("HADOOP_CONF_DIR"));
  }

  static Configuration of(RunOptions options, Configuration base, String folder)
      throws IOException {
    Configuration conf = base == null ? new JobConf() : new JobConf(base);
    if (folder != null && !folder.isEmpty()) {
      addFiles(conf, folder);
    }
    options
        .conf()
        .forEach(
            (key, value) -> {
              if (PREFIXES.stream().anyMatch(key::startsWith)) {
                checkNumber(key, conf.get(key), value);
                conf.set(key, value);
              }
            });
    generic(conf, options.conf());
    addDefaults(conf, options);
    return conf;
  }

  /** Hadoop itself would say {@code For input string: "abc"} and not of which property. */
  private static void checkNumber(String key, String before, String typed) {
    boolean wasNumber = before != null && NUMBER.matcher(before).matches();
    if (wasNumber && !NUMBER_WITH_UNIT.matcher(typed).matches()) {
      throw new IllegalArgumentException(
          key + " is '" + typed + "', it must be a number such as " + before);
    }
  }

  private static void addFiles(Configuration conf, String folder) throws IOException {
    if (!new File(folder).isDirectory()) {
      throw new IOException("HADOOP_CONF_DIR names " + folder + ", which is no folder");
    }
    for (String name : FILES) {
      File file = new File(folder, name);
      if (file.isFile()) {
        conf.addResource(new Path(file.toURI()));
      }
    }
  }

  /** Hadoop's generic options {@code -fs} and {@code -jt}. */
  private static void generic(Configuration conf, Map<String, String> typed) {
    if (typed.containsKey("fs")) {
      conf.set(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, typed.get("fs"));
    }
    String tracker = typed.get("jt");
    if (tracker != null) {
      boolean local = tracker.equals(MRConfig.LOCAL_FRAMEWORK_NAME);
      conf.set(
          MRConfig.FRAMEWORK_NAME,
          local ? MRConfig.LOCAL_FRAMEWORK_NAME : MRConfig.YARN_FRAMEWORK_NAME);
      if (!local) {
        conf.set(YarnConfiguration.RM_ADDRESS, tracker);
      }
    }
  }

  /** Whether jobs run in this process. */
  static boolean isLocal(Configuration conf) {
    return MRConfig.LOCAL_FRAMEWORK_NAME.equals(
        conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME));
  }

  private static void addDefaults(Configuration conf, RunOptions options) {
    conf.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, 1);
    conf.setBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, false);
    unlessSet(conf, MRJobConfig.MAP_MAX_ATTEMPTS, options.attempts());
    unlessSet(conf, MRJobConfig.REDUCE_MAX_ATTEMPTS, options.attempts());
    unlessSet(conf, YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, CONNECT_MILLIS);
    unlessSet(conf, YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, RETRY_MILLIS);
    // Each of these tries would be ten of its own, a second apart.
    unlessSet(conf, CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 0);
    if (isLocal(conf)) {
      addLocal(conf, options);
    }
  }

  /** One process does all the work: as many tasks as there are slots, each with its share. */
  private static void addLocal(Configuration conf, RunOptions options) {
    MemoryBudget budget = options.budget();
    if (isTuned(options)) {
      tune(conf);
    }
    unlessSet(conf, LocalJobRunner.LOCAL_MAX_MAPS, budget.slots());
    unlessSet(conf, LocalJobRunner.LOCAL_MAX_REDUCES, budget.slots());
    unlessSet(conf, MRJobConfig.IO_SORT_MB, (int) Math.max(1, budget.sortBuffer() >> 20));
    unlessSet(conf, MRJobConfig.IO_SORT_FACTOR, budget.mergeFactor());
    unlessSet(conf, MRJobConfig.REDUCE_MEMORY_TOTAL_BYTES, budget.share());
  }

  private static boolean isTuned(RunOptions options) {
    String typed = options.conf("runner", "tuned");
    return switch (typed) {
      case "tuned" -> true;
      case "plain" -> false;
      default ->
          throw new IllegalArgumentException(
              "runner is '" + typed + "', it must be tuned or plain");
    };
  }

  /** What makes jobs of seconds faster here than Hadoop's users have them. */
  private static void tune(Configuration conf) {
    if (isDefault(conf, LOCAL_FILES)) {
      conf.setClass(LOCAL_FILES, ForklessFileSystem.class, FileSystem.class);
    }
    unlessSet(conf, Job.COMPLETION_POLL_INTERVAL_KEY, POLL_MILLIS);
  }

  /** How often to ask a job whether it has ended. */
  static int pollMillis(Configuration conf) {
    return isLocal(conf) ? Job.getCompletionPollInterval(conf) : CLUSTER_POLL_MILLIS;
  }

  private static void unlessSet(Configuration conf, String key, long value) {
    if (isDefault(conf, key)) {
      conf.setLong(key, value);
    }
  }

  /** Whether nobody but Hadoop has a word to say. */
  private static boolean isDefault(Configuration conf, String key) {
    String[] sources = conf.getPropertySources(key);
    return sources == null || sources.length == 0 || sources[0].endsWith("-default.xml");
  }
}
