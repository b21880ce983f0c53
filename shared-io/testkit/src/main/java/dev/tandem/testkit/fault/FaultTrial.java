package dev.tandem.testkit.fault;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs one job on one engine as often as one likes, and looks at all that a run leaves. */
public final class FaultTrial {
  /** How long a thread of a run may take to end after the run, in milliseconds. */
  private static final long THREAD_MILLIS = 5_000;

  private final Engine engine;
  private final Path folder;
  private final Job job;
  private final UnaryOperator<RunOptions> options;

  /**
   * What came of a run.
   *
   * @param report also of a run that failed; null if none was opened
   * @param failure what was thrown, or null
   * @param files the content of the files of the output by their names, hidden ones left out; empty
   *     if there is no output
   * @param leaks what was left that should be gone: files in scratch, hidden files beside the
   *     output, threads, open streams
   */
  public record Outcome(
      RunReport report, JobFailed failure, Map<String, String> files, List<String> leaks) {
    /** The message of the failure; empty without one. */
    public String message() {
      return failure == null ? "" : failure.getMessage();
    }

    /** All lines of the part files, sorted. */
    public List<String> sortedLines() {
      return files.entrySet().stream()
          .filter(file -> file.getKey().contains("part-"))
          .flatMap(file -> file.getValue().lines())
          .sorted()
          .toList();
    }

    /** Attempts of all tasks, however they ended. */
    public long attempts() {
      return report.units().stream().mapToLong(unit -> unit.tasks().size()).sum();
    }
  }

  /**
   * @param engine to be tried
   * @param folder of the test; the trial makes {@code scratch} and {@code out} in it
   * @param job to be run; writes files
   * @param options changes those that all runs share
   */
  public FaultTrial(Engine engine, Path folder, Job job, UnaryOperator<RunOptions> options) {
    this.engine = engine;
    this.folder = folder;
    this.job = job;
    this.options = options;
  }

  /** The options of a run without faults. Its open streams are counted, and nothing else. */
  public RunOptions options() {
    return options.apply(
        RunOptions.defaults()
            .withFiles(new FaultyFiles().counting(path -> false))
            .withMemory(64 << 20)
            .withNodes(1, 2)
            .withPartitions(3)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(output().toString(), true));
  }

  /** The folder that runs write to. */
  public Path output() {
    return folder.resolve("out");
  }

  /** Runs with a plan of faults, as {@code --faults} would. */
  public Outcome run(String plan, UnaryOperator<RunOptions> change) {
    Path file = folder.resolve("faults");
    try {
      Files.writeString(file, plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(options -> change.apply(options.withConf("faults", file.toString())));
  }

  /** Runs; whatever is wrong with the run is in the outcome. */
  public Outcome run(UnaryOperator<RunOptions> change) {
    RunOptions chosen = change.apply(options());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Session[] session = new Session[1];
    JobFailed failure = null;
    try {
      Files.createDirectories(Path.of(chosen.scratch()));
      JobArgs args = JobArgs.of(job, List.of(), Map.of());
      Tandem.run(job, args, engine, chosen, opened -> session[0] = opened);
    } catch (JobFailed e) {
      failure = e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunReport report = session[0] == null ? null : session[0].report();
    return new Outcome(report, failure, content(output()), leaks(chosen, before));
  }

  private List<String> leaks(RunOptions chosen, Set<Thread> before) {
    List<String> leaks = new ArrayList<>();
    below(Path.of(chosen.scratch())).forEach(file -> leaks.add("scratch " + file));
    below(folder).stream()
        .filter(file -> file.getNameCount() == 1)
        .filter(file -> file.toString().startsWith("."))
        .forEach(file -> leaks.add("beside the output " + file));
    newThreads(before).forEach(thread -> leaks.add("thread " + thread.getName()));
    if (chosen.files() instanceof FaultyFiles files && files.open() != 0) {
      leaks.add(files.open() + " open streams");
    }
    return leaks;
  }

  /** Threads of the run that do not end. Those of the JVM live in another thread group. */
  private static Set<Thread> newThreads(Set<Thread> before) {
    Set<Thread> left = new LinkedHashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("tandem")) {
        try {
          thread.join(THREAD_MILLIS);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        if (thread.isAlive()) {
          left.add(thread);
        }
      }
    }
    return left;
  }

  /** The content of visible files, by their names below a folder. */
  public static Map<String, String> content(Path root) {
    Map<String, String> content = new TreeMap<>();
    for (Path file : below(root)) {
      Path path = root.resolve(file);
      if (Files.isRegularFile(path)) {
        try {
          content.put(
              file.toString(), new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return content;
  }

  /** All files and folders below a folder, relative to it. */
  private static List<Path> below(Path root) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !path.equals(root)).map(root::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
