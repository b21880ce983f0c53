package dev.tandem.testkit;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tests a job on several engines, in a folder of its own that is gone afterwards:
 *
 * <pre>{@code
 * JobTester.of(new MyJob()).input("a b", "a").on("mapreduce", "rdd").expect("a\t2", "b\t1");
 * }</pre>
 *
 * Without {@link #on} the job runs on every embedded engine of the class path, the reference engine
 * included. The {@code expect} methods run it; a failure says for each engine which lines are
 * missing and which nobody expected. Answers are compared as the job's {@link Job#answer} says. A
 * tester can be asked more than once and is not thread-safe.
 */
public final class JobTester {
  private static final Set<String> ADAPTERS = Set.of("hadoop", "spark");

  private final Job job;
  private final Map<String, List<String>> inputs = new LinkedHashMap<>();
  private final Map<String, String> params = new LinkedHashMap<>();
  private final List<Consumer<RunReport>> checks = new ArrayList<>();
  private List<Engine> engines;
  private UnaryOperator<RunOptions> options = UnaryOperator.identity();

  private JobTester(Job job) {
    this.job = job;
  }

  /** Tests {@code job}. */
  public static JobTester of(Job job) {
    return new JobTester(job);
  }

  /** One more input file, of these lines. */
  public JobTester input(String... lines) {
    return inputFile("input-" + (inputs.size() + 1) + ".txt", lines);
  }

  /** One more input file, with a name (which may have folders) and these lines. */
  public JobTester inputFile(String name, String... lines) {
    inputs.put(name, List.of(lines));
    return this;
  }

  /**
   * A parameter of the job. {@code {dir}} in the value stands for the folder of the input files,
   * for jobs that take paths as parameters.
   */
  public JobTester param(String name, Object value) {
    params.put(name, String.valueOf(value));
    return this;
  }

  /**
   * The engines to run on, by name.
   *
   * @throws IllegalArgumentException if one is not on the class path
   */
  public JobTester on(String... names) {
    engines = new ArrayList<>();
    for (String name : names) {
      engines.add(Tandem.engine(name));
    }
    return this;
  }

  /** An engine to run on, instead of those of the class path. */
  public JobTester on(Engine engine) {
    engines = List.of(engine);
    return this;
  }

  /** Changes the options of the runs: two slots, two partitions and 16 MB unless changed here. */
  public JobTester options(UnaryOperator<RunOptions> change) {
    UnaryOperator<RunOptions> before = options;
    options = current -> change.apply(before.apply(current));
    return this;
  }

  /** Also checks the report of every run that succeeds. */
  public JobTester report(Consumer<RunReport> check) {
    checks.add(check);
    return this;
  }

  /**
   * Runs the job and expects these lines, over all part files, in any order (in this order, if the
   * job's answer is ordered).
   */
  public void expect(String... lines) {
    expectIn("", lines);
  }

  /**
   * As {@link #expect}, for the part files of one of several outputs: {@code args.output(folder)}.
   */
  public void expectIn(String folder, String... lines) {
    compareOnAll(folder, List.of(lines), job.answer().isOrdered());
  }

  /** Runs the job and expects these lines in this order, the part files read by name. */
  public void expectOrdered(String... lines) {
    compareOnAll("", List.of(lines), true);
  }

  /**
   * Runs the job and expects it to fail, with a message that holds all of these texts, and to leave
   * nothing visible.
   */
  public void expectError(String... containing) {
    StringBuilder problems = new StringBuilder();
    for (Engine engine : engines()) {
      inFolder(folder -> failure(engine, folder, containing, problems));
    }
    report(problems);
  }

  private void failure(Engine engine, Path folder, String[] containing, StringBuilder problems)
      throws IOException {
    String message;
    try {
      run(engine, folder);
      problems
          .append("\n")
          .append(engine.name())
          .append(": the job succeeded, but an error was expected");
      return;
    } catch (JobFailed | IllegalArgumentException e) {
      message = String.valueOf(e.getMessage());
    }
    for (String part : containing) {
      if (!message.contains(part)) {
        problems
            .append("\n")
            .append(engine.name())
            .append(": the error does not say '")
            .append(part)
            .append("': ")
            .append(message);
      }
    }
    if (Files.exists(folder.resolve("output"))) {
      problems
          .append("\n")
          .append(engine.name())
          .append(": the job failed, but its output is visible");
    }
  }

  private void compareOnAll(String output, List<String> expected, boolean ordered) {
    StringBuilder problems = new StringBuilder();
    for (Engine engine : engines()) {
      inFolder(
          folder -> {
            RunReport run = run(engine, folder);
            List<String> actual = lines(folder.resolve("output").resolve(output));
            LineDifference difference =
                new LineDifference(expected, actual, ordered, job.answer().tolerance());
            if (!difference.isEmpty()) {
              problems.append("\n").append(engine.name()).append(": ").append(difference);
            }
            checks.forEach(check -> check.accept(run));
          });
    }
    report(problems);
  }

  private void report(StringBuilder problems) {
    if (!problems.isEmpty()) {
      throw new AssertionError("job " + job.name() + problems);
    }
  }

  private List<Engine> engines() {
    if (engines == null) {
      engines =
          Tandem.engines().stream().filter(engine -> !ADAPTERS.contains(engine.name())).toList();
    }
    if (engines.isEmpty()) {
      throw new IllegalStateException("no engine is on the class path");
    }
    return engines;
  }

  private RunReport run(Engine engine, Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, List<String>> input : inputs.entrySet()) {
      Path file = files.resolve(input.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, input.getValue());
      paths.add(file.toString());
    }
    Map<String, String> typed = new LinkedHashMap<>(params);
    typed.replaceAll((name, value) -> value.replace("{dir}", files.toString()));
    RunOptions base =
        RunOptions.defaults()
            .withMemory(16 << 20)
            .withNodes(1, 2)
            .withPartitions(2)
            .withScratch(Files.createDirectory(folder.resolve("scratch")).toString())
            .withOutput(folder.resolve("output").toString(), false);
    return Tandem.run(job, JobArgs.of(job, paths, typed), engine, options.apply(base));
  }

  /** The lines of all part files of a folder, by name, not of those in folders below. */
  private static List<String> lines(Path folder) throws IOException {
    List<Path> parts;
    try (var files = Files.list(folder)) {
      parts =
          files.filter(file -> file.getFileName().toString().startsWith("part-")).sorted().toList();
    }
    List<String> lines = new ArrayList<>();
    for (Path part : parts) {
      lines.addAll(Files.readAllLines(part));
    }
    return lines;
  }

  @FunctionalInterface
  private interface InFolder {
    void use(Path folder) throws IOException;
  }

  private static void inFolder(InFolder action) {
    try {
      Path folder = Files.createTempDirectory("job-tester");
      try {
        action.use(folder);
      } finally {
        LocalFileStore.INSTANCE.delete(folder.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return job.name()
        + " on "
        + engines().stream().map(Engine::name).collect(Collectors.joining(", "));
  }
}
