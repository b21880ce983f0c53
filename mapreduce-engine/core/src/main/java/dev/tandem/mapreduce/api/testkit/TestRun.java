package dev.tandem.mapreduce.api.testkit;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Counters;
import dev.tandem.mapreduce.api.MapReduceJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a job of a test in a folder of its own, on one slot. */
final class TestRun {
  private static final long MEMORY = 64 << 20;
  private static final String PART = "part";

  /** What a file is called: what it begins with, the kind and the number of its task. */
  private static final Pattern FILE = Pattern.compile("(.+)-[mr]-\\d{5,}");

  /**
   * What has come out.
   *
   * @param records of the part files
   * @param files records of all others, by what their names begin with
   * @param counters of the job
   */
  record Outcome(
      List<Pair<Object, Object>> records,
      Map<String, List<Pair<Object, Object>>> files,
      Counters counters) {}

  private TestRun() {}

  /**
   * Runs a job.
   *
   * @param job with everything but a place to work in
   * @throws JobFailed if it fails
   */
  static Outcome of(MapReduceJob job) {
    try {
      Path folder = Files.createTempDirectory("test-driver");
      try {
        return in(folder, job);
      } finally {
        LocalFileStore.INSTANCE.delete(folder.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome in(Path folder, MapReduceJob job) throws IOException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Path output = folder.resolve("output");
    job.setRunOptions(
        RunOptions.defaults()
            .withNodes(1, 1)
            .withMemory(MEMORY)
            .withConf("sync", "false")
            .withScratch(folder.toString())
            .withListener(remembering(thrown)));
    job.setOutputFormat(new KeptRecords(), false);
    job.setOutputPath(output.toString());
    Configuration conf = job.getConfiguration();
    setUnlessSet(conf, "mapreduce.task.io.sort.mb", 1);
    setUnlessSet(conf, "mapreduce.map.maxattempts", 1);
    setUnlessSet(conf, "mapreduce.reduce.maxattempts", 1);
    if (!succeeds(job)) {
      throw new JobFailed(job.getStatus().getFailureInfo(), thrown.get());
    }
    return read(output, job.getCounters());
  }

  private static void setUnlessSet(Configuration conf, String name, int value) {
    if (conf.get(name) == null) {
      conf.setInt(name, value);
    }
  }

  private static boolean succeeds(MapReduceJob job) {
    try {
      return job.waitForCompletion(false);
    } catch (InterruptedException e) {
      job.killJob();
      Thread.currentThread().interrupt();
      throw new JobFailed("job " + job.getJobName() + ": interrupted", e);
    }
  }

  private static RunListener remembering(AtomicReference<Throwable> thrown) {
    return new RunListener() {
      @Override
      public void attemptFailed(
          String unit, int task, int attempt, Throwable cause, boolean again) {
        thrown.compareAndSet(null, cause);
      }
    };
  }

  private static Outcome read(Path output, Counters counters) throws IOException {
    List<Pair<Object, Object>> records = new ArrayList<>();
    Map<String, List<Pair<Object, Object>>> files = new TreeMap<>();
    for (Path file : files(output)) {
      Matcher name = FILE.matcher(name(output.relativize(file)));
      if (name.matches()) {
        String base = name.group(1);
        List<Pair<Object, Object>> into =
            base.equals(PART) ? records : files.computeIfAbsent(base, b -> new ArrayList<>());
        into.addAll(KeptRecords.read(file));
      }
    }
    return new Outcome(records, files, counters);
  }

  private static List<Path> files(Path output) throws IOException {
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String name(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
