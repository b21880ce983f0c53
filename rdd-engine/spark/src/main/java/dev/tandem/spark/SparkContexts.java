package dev.tandem.spark;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.spark.task.Storage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Option;
import scala.Tuple2;

/**
 * The Spark context of this JVM, of which there can be one only. One that somebody else has made
 * (spark-submit, a shell, a test) is used and never stopped. Otherwise the first run makes one,
 * runs beside it share it, and the last of them stops it.
 */
public final class SparkContexts {
  /** Reserved by Spark, whatever its settings. */
  private static final long RESERVED = 300L << 20;

  /** Settings of a run that are no other settings: each run has its own name and scratch folder. */
  private static final Set<String> OF_EACH_RUN = Set.of("spark.app.name", "spark.local.dir");

  private static JavaSparkContext own;

  /** What it was made with. */
  private static SparkConf settings;

  private static Path scratch;
  private static int users;

  private SparkContexts() {}

  /**
   * The context for a run, to be {@linkplain #release released}.
   *
   * @param name of the application
   * @param options {@code master}, and whatever begins with {@code spark.}, are passed on
   */
  public static synchronized JavaSparkContext acquire(String name, RunOptions options) {
    if (own == null) {
      Option<SparkContext> active = SparkContext$.MODULE$.getActive();
      if (active.isDefined()) {
        return new JavaSparkContext(active.get());
      }
      quiet();
      scratch = scratchFolder(options);
      boolean started = false;
      try {
        settings = configure(name, options);
        Masters.check(settings.get("spark.master"));
        own = new JavaSparkContext(settings);
        shipJars(own);
        started = true;
      } catch (Exception e) { // Scala throws checked ones without saying so
        throw new JobFailed("job " + name + ": Spark cannot start: " + e.getMessage(), e);
      } finally {
        if (!started) {
          stop();
        }
      }
    }
    users++;
    return own;
  }

  /**
   * Where a run uses a context whose settings are not those that it would make one with: one line
   * for each setting; empty for the run that has made the context. Of a context that somebody else
   * has made only what the run names itself is looked at.
   *
   * @param spark the context that the run uses
   * @param options of the run
   */
  static synchronized List<String> differences(JavaSparkContext spark, RunOptions options) {
    boolean shared = own != null && own.sc() == spark.sc();
    SparkConf made = shared ? settings : spark.getConf();
    SparkConf asked = shared ? configure("", options) : named(options);
    Set<String> keys = new TreeSet<>(keys(asked));
    if (shared) {
      keys.addAll(keys(made));
    }
    keys.removeAll(OF_EACH_RUN);
    return keys.stream()
        .filter(key -> !value(made, key).equals(value(asked, key)))
        .map(key -> key + " is " + value(made, key) + " and not " + value(asked, key))
        .toList();
  }

  private static Set<String> keys(SparkConf conf) {
    return Stream.of(conf.getAll()).map(Tuple2::_1).collect(Collectors.toSet());
  }

  private static String value(SparkConf conf, String key) {
    return conf.get(key, "unset");
  }

  private static SparkConf named(RunOptions options) {
    SparkConf conf = new SparkConf(false);
    String master = options.conf("master", "");
    return passedOn(options, master.isEmpty() ? conf : conf.setMaster(master));
  }

  private static void stop() {
    try {
      if (own != null) {
        own.stop();
      }
    } finally {
      own = null;
      settings = null;
      delete(scratch);
    }
  }

  /** Ends the use of a context. */
  public static synchronized void release(JavaSparkContext spark) {
    if (own != null && own.sc() == spark.sc() && --users == 0) {
      stop();
    }
  }

  /**
   * Where SLF4J's simple binding logs, Spark's stories of itself are left out, and what it says of
   * failed tasks and of a context that cannot start too: the run tells it in one line.
   */
  private static void quiet() {
    quiet("org.apache.spark", "error");
    quiet("org.apache.spark.SparkContext", "off");
    quiet("org.apache.spark.executor.Executor", "off");
    quiet("org.apache.spark.scheduler.TaskSetManager", "off");
    quiet("org.apache.hadoop", "error");
    quiet("org.sparkproject", "error");
  }

  private static void quiet(String logger, String level) {
    String key = "org.slf4j.simpleLogger.log." + logger;
    System.setProperty(key, System.getProperty(key, level));
  }

  private static Path scratchFolder(RunOptions options) {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of(options.scratch())), "tandem-spark-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How often a task may be tried where a local context would try more often than the options say;
   * else 0. (On a cluster Spark itself counts, and does not blame tasks for lost executors.)
   */
  static int limit(JavaSparkContext spark, RunOptions options) {
    String retries = spark.master().replaceAll("local\\[[^,]*,\\s*(\\d+)]", "$1");
    boolean more = retries.matches("\\d+") && Integer.parseInt(retries) > options.attempts();
    return more ? options.attempts() : 0;
  }

  /** The options with all storages that Spark's own files can be in, where they name no other. */
  static RunOptions withStorages(RunOptions options) {
    quiet(); // Hadoop's file systems log as soon as they are loaded
    return options.files() == LocalFileStore.INSTANCE
        ? options.withFiles(Storage.files(passedOn(options, new SparkConf())))
        : options;
  }

  private static SparkConf passedOn(RunOptions options, SparkConf conf) {
    options
        .conf()
        .forEach(
            (key, value) -> {
              if (key.startsWith("spark.")) {
                conf.set(key, value);
              }
            });
    return conf;
  }

  /** What a run's options mean to Spark. */
  static SparkConf configure(String name, RunOptions options) {
    String local = "local[" + options.nodes() * options.slots() + "," + options.attempts() + "]";
    String submitted = System.getProperty("spark.master", local);
    SparkConf conf = new SparkConf();
    conf.setMaster(options.conf("master", options.conf("spark.master", submitted)));
    conf.setAppName(options.conf("spark.app.name", name));
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.task.maxFailures", Integer.toString(options.attempts()));
    conf.setIfMissing("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1");
    conf.setIfMissing("spark.local.dir", scratch.toString());
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.memory.fraction", memoryFraction(options));
    }
    return passedOn(options, conf);
  }

  /** The share of the heap that the run's memory is, as far as Spark can work with it. */
  private static String memoryFraction(RunOptions options) {
    double heap = Math.max(1, Runtime.getRuntime().maxMemory() - RESERVED);
    return Double.toString(Math.max(0.2, Math.min(0.9, options.memory() / heap)));
  }

  /** Executors in other processes need our classes and those of the job. */
  private static void shipJars(JavaSparkContext spark) {
    if (spark.isLocal()) {
      return;
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String file = Path.of(entry).getFileName().toString();
      if (file.endsWith(".jar") && (file.startsWith("tandem-") || file.startsWith("fastcsv-"))) {
        spark.addJar(entry);
      }
    }
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader jobs) {
      for (URL url : jobs.getURLs()) {
        spark.addJar(fileOf(url));
      }
    }
  }

  /** The file of a URL, in which blanks and the like are written as {@code %20}. */
  static String fileOf(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }

  private static void delete(Path folder) {
    try {
      LocalFileStore.INSTANCE.delete(folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
