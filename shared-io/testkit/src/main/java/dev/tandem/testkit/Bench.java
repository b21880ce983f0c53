package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where the rules try an engine: runs small jobs in a folder of its own. */
final class Bench {
  /** A job as a lambda: builds a flow and may return something. */
  @FunctionalInterface
  interface Define<T> {
    T on(Pipeline p) throws Exception;
  }

  /** A job as a lambda that writes. */
  @FunctionalInterface
  interface Flow {
    void on(Pipeline p) throws Exception;
  }

  private static final String JOB = "rule";

  final Engine engine;
  final Path folder;
  RunOptions options;
  private Session session;

  Bench(Engine engine, Path folder) {
    this.engine = engine;
    this.folder = folder;
    this.options =
        RunOptions.defaults()
            .withMemory(64 << 20)
            .withNodes(1, 2)
            .withPartitions(3)
            .withScratch(create(folder.resolve("scratch")).toString())
            .withOutput(output().toString(), true);
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the options of the runs to come. */
  Bench with(UnaryOperator<RunOptions> change) {
    options = change.apply(options);
    return this;
  }

  /** The folder that runs write to. */
  Path output() {
    return folder.resolve("out");
  }

  /** The output of a job, to be captured by none of its functions. */
  static TextSink sink() {
    return TextSink.to(new OutputFolder(""));
  }

  /** One of several outputs of a job. */
  static TextSink sink(String name) {
    return TextSink.to(new OutputFolder(name));
  }

  /** Runs a job and returns its result, for jobs that ask by actions. */
  <T> T ask(Define<T> define) {
    List<T> answers = new ArrayList<>();
    run(p -> answers.add(define.on(p)), opened -> {});
    return answers.get(0);
  }

  /** Runs a job that writes. */
  RunReport run(Flow flow) {
    return run(flow, opened -> {});
  }

  /** Runs a job; {@code watch} gets the session before the job is defined. */
  RunReport run(Flow flow, Consumer<Session> watch) {
    return run(new Inline(flow), Map.of(), watch);
  }

  /** Runs a job with parameters; {@code watch} gets the session before the job is defined. */
  RunReport run(Job job, Map<String, String> params, Consumer<Session> watch) {
    return Tandem.run(
        job,
        JobArgs.of(job, List.of(), params),
        engine,
        options,
        opened -> {
          session = opened;
          watch.accept(opened);
        });
  }

  /** Runs a job and returns its lines in the order of the part files. */
  List<String> lines(Job job) {
    run(job, Map.of(), opened -> {});
    return lines();
  }

  /** The report of the last run, also of one that failed. */
  RunReport report() {
    return session.report();
  }

  /** Runs a job that must fail, checks that nothing is left, and returns the message. */
  String failure(Flow flow) {
    return failure(new Inline(flow), Map.of());
  }

  /** Runs a job that must fail, checks that nothing is left, and returns the message. */
  String failure(Job job, Map<String, String> params) {
    boolean before = Files.exists(output());
    Throwable thrown = catchThrowable(() -> run(job, params, opened -> {}));
    assertThat(thrown).isInstanceOf(JobFailed.class);
    assertThat(thrown.getMessage()).doesNotContain("\n").hasSizeLessThan(2000);
    assertThat(Files.exists(output())).isEqualTo(before);
    assertNothingLeft();
    return thrown.getMessage();
  }

  /** No scratch files, nothing hidden beside the output. */
  void assertNothingLeft() {
    assertThat(names(folder.resolve("scratch")))
        .as("what the run left in its scratch folder")
        .isEmpty();
    assertThat(names(folder))
        .as("what the run left beside its output")
        .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
  }

  /**
   * Runs a job whose result is a bag, and returns the bag's lines in the order of the part files.
   */
  List<String> lines(Define<Bag<?>> define) {
    run(p -> define.on(p).write(sink()));
    return lines();
  }

  /** The lines of the last output, part file after part file. */
  List<String> lines() {
    return parts().values().stream().flatMap(List::stream).toList();
  }

  /** The lines of each part file of the last output. */
  Map<String, List<String>> parts() {
    return parts("");
  }

  /** Runs a job whose result is a bag, and returns the lines of each part file. */
  Map<String, List<String>> parts(Define<Bag<?>> define) {
    run(p -> define.on(p).write(sink()));
    return parts();
  }

  /** The lines of each part file of one of several outputs. */
  Map<String, List<String>> parts(String name) {
    Path parts = output().resolve(name);
    Map<String, List<String>> lines = new TreeMap<>();
    for (String file : names(parts)) {
      if (file.startsWith("part-")) {
        lines.put(file, read(parts.resolve(file)));
      }
    }
    return lines;
  }

  /** The names of what is in a folder. */
  static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input file of these lines. */
  TextLines<String> text(String name, String... lines) {
    return TextLines.of(List.of(file(name, lines).toString()));
  }

  /** A file of these lines. */
  Path file(String name, String... lines) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A job from a lambda. */
  private static final class Inline implements Job {
    private static final long serialVersionUID = 1L;
    private final transient Flow flow;

    Inline(Flow flow) {
      this.flow = flow;
    }

    @Override
    public String name() {
      return JOB;
    }

    @Override
    public void define(Pipeline p, JobArgs args) throws Exception {
      flow.on(p);
    }
  }
}
