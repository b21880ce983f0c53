package dev.tandem.contract;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Runs jobs from a {@code main} method, and is what the command line itself uses. */
public final class Tandem {
  private Tandem() {}

  /** All engines on the class path, by name. */
  public static List<Engine> engines() {
    List<Engine> engines = new ArrayList<>();
    ServiceLoader.load(Engine.class, Tandem.class.getClassLoader()).forEach(engines::add);
    engines.sort(Comparator.comparing(Engine::name));
    return engines;
  }

  /**
   * The engine of this name.
   *
   * @throws IllegalArgumentException if there is none; suggests the nearest name
   */
  public static Engine engine(String name) {
    List<Engine> engines = engines();
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no engine '"
                        + name
                        + "'"
                        + Names.didYouMean(name, engines.stream().map(Engine::name).toList())));
  }

  /**
   * Runs a job on an engine, from its definition to the commit.
   *
   * @return what happened
   * @throws JobFailed if it did not succeed; nothing is visible then
   * @throws IllegalArgumentException if the output and an input lie one in the other
   */
  public static RunReport run(Job job, JobArgs args, Engine engine, RunOptions options) {
    return run(job, args, engine, options, session -> {});
  }

  /**
   * As {@link #run(Job, JobArgs, Engine, RunOptions)}, for callers that want to cancel or to ask
   * for the report of a failed run.
   *
   * @param opened is given the session before the job is defined, on the calling thread
   */
  public static RunReport run(
      Job job, JobArgs args, Engine engine, RunOptions options, Consumer<Session> opened) {
    for (String input : args.inputs()) {
      refuseOverlap(input, options.output());
    }
    try (Session session = engine.open(job.name(), options)) {
      opened.accept(session);
      define(job, args, new FlowPipeline(session, options));
      session.commit();
      return session.report();
    }
  }

  /**
   * An output in an input would be read by the next run, and replacing an output must not cost an
   * input.
   */
  private static void refuseOverlap(String input, String output) {
    if (output != null && (within(input, output) || within(output, input))) {
      throw new IllegalArgumentException(
          "the output "
              + output
              + " and the input "
              + input
              + " lie one in the other; choose an output elsewhere");
    }
  }

  private static boolean within(String inner, String outer) {
    return Path.of(inner)
        .toAbsolutePath()
        .normalize()
        .startsWith(Path.of(outer).toAbsolutePath().normalize());
  }

  /** Defines the job and runs what is pending. */
  private static void define(Job job, JobArgs args, Pipeline pipeline) {
    try {
      job.define(pipeline, args);
      pipeline.run();
    } catch (JobFailed e) {
      throw e;
    } catch (Exception e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new JobFailed("job " + job.name() + ": " + message, e);
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      // A jar without a class that it needs, say: a failure of the job, not of whoever runs it.
      throw new JobFailed("job " + job.name() + ": " + e, e);
    }
  }
}
