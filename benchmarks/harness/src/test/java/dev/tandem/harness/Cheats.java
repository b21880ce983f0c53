package dev.tandem.harness;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Engines that must not get a time. They are found by the class path, as real engines are, in forks
 * too.
 */
public final class Cheats {
  private Cheats() {}

  /** The reference engine with something done to its output after the commit. */
  public abstract static class Cheat implements Engine {
    private final Engine honest = new ReferenceEngine();

    @Override
    public String describe() {
      return "cheats";
    }

    @Override
    public Session open(String job, RunOptions options) {
      return new CheatingSession(honest.open(job, options), Path.of(options.output()), this);
    }

    /** Called after the commit. */
    abstract void tamper(Path output) throws IOException;

    /** Called in place of the work. */
    void work() {}
  }

  /** Adds a line to its answer, and reports the digest of the right one. */
  public static final class Lying extends Cheat {
    @Override
    public String name() {
      return "lying";
    }

    @Override
    void tamper(Path output) throws IOException {
      addLine(output);
    }
  }

  /** Lies from its second run in a JVM on, when warm-up is over. */
  public static final class LyingLater extends Cheat {
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public String name() {
      return "lying-later";
    }

    @Override
    void tamper(Path output) throws IOException {
      if (RUNS.incrementAndGet() > 1) {
        addLine(output);
      }
    }
  }

  /** Succeeds without an answer. */
  public static final class Lazy extends Cheat {
    @Override
    public String name() {
      return "lazy";
    }

    @Override
    void tamper(Path output) throws IOException {
      LocalFileStore.INSTANCE.delete(output.toString());
    }
  }

  /** Fails. */
  public static final class Failing extends Cheat {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    void tamper(Path output) {}

    @Override
    void work() {
      throw new JobFailed("the disk is on fire");
    }
  }

  /** Takes the whole JVM with it. */
  public static final class Crashing extends Cheat {
    @Override
    public String name() {
      return "crashing";
    }

    @Override
    void tamper(Path output) {}

    @Override
    void work() {
      Runtime.getRuntime().halt(3);
    }
  }

  /** Has no job at all. */
  public static final class Jobless implements Peer {
    @Override
    public String name() {
      return "jobless";
    }

    @Override
    public String describe() {
      return "has nothing to do";
    }

    @Override
    public boolean has(String job, Map<String, String> params) {
      return false;
    }

    @Override
    public void run(
        String job, List<String> inputs, Map<String, String> params, RunOptions options) {
      throw new IllegalStateException("it has no " + job);
    }
  }

  private static void addLine(Path output) throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      Path part =
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
      Files.writeString(part, "zzz\t7\n", StandardOpenOption.APPEND);
    }
  }

  private record CheatingSession(Session honest, Path output, Cheat cheat) implements Session {
    @Override
    public Explanation explain(LogicalPlan plan) {
      return honest.explain(plan);
    }

    @Override
    public void evaluate(LogicalPlan plan) {
      cheat.work();
      honest.evaluate(plan);
    }

    @Override
    public void release(Operation operation) {
      honest.release(operation);
    }

    @Override
    public void commit() {
      honest.commit();
      try {
        cheat.tamper(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RunReport report() {
      return honest.report();
    }

    @Override
    public void cancel() {
      honest.cancel();
    }

    @Override
    public void close() {
      honest.close();
    }
  }
}
