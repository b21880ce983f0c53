package dev.tandem.cli.fake;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The reference engine under another name, with switches: {@code x-fake.wrong=NAME} makes the
 * engine of that name lose its last line, {@code x-fake.slow=true} makes it work until it is
 * cancelled, with {@code x-fake.stubborn=true} for ever.
 */
abstract class FakeEngine implements Engine {
  private final String name;

  FakeEngine(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String describe() {
    return "for tests";
  }

  @Override
  public Session open(String job, RunOptions options) {
    return new FakeSession(new ReferenceEngine().open(job, options), options);
  }

  private final class FakeSession implements Session {
    private final Session real;
    private final RunOptions options;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    FakeSession(Session real, RunOptions options) {
      this.real = real;
      this.options = options;
    }

    @Override
    public void evaluate(LogicalPlan plan) {
      if (options.conf("x-fake.slow", "false").equals("true")) {
        options.listener().unitStarted("slow unit", 1);
        try {
          cancelled.await();
        } catch (InterruptedException e) {
          throw new JobFailed("interrupted", e);
        }
        throw new JobFailed("cancelled");
      }
      real.evaluate(plan);
    }

    @Override
    public void commit() {
      real.commit();
      if (options.conf("x-fake.wrong", "").equals(name)) {
        dropLastLine(Path.of(options.output()));
      }
    }

    private void dropLastLine(Path output) {
      try (var parts = Files.list(output)) {
        Path part =
            parts
                .filter(file -> file.getFileName().toString().startsWith("part-"))
                .sorted()
                .findFirst()
                .orElseThrow();
        List<String> lines = Files.readAllLines(part);
        Files.write(part, lines.subList(0, lines.size() - 1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RunReport report() {
      RunReport run = real.report();
      return new RunReport(
          run.job(),
          name,
          run.status(),
          run.wallMillis(),
          run.ledger(),
          run.counters(),
          run.outputs(),
          run.units(),
          explanation(run.plan()),
          run.warnings());
    }

    private Explanation explanation(Explanation plan) {
      return new Explanation(name, plan.units());
    }

    @Override
    public Explanation explain(LogicalPlan plan) {
      return explanation(real.explain(plan));
    }

    @Override
    public void release(Operation operation) {
      real.release(operation);
    }

    @Override
    public void cancel() {
      if (options.conf("x-fake.stubborn", "false").equals("true")) {
        return;
      }
      real.cancel();
      cancelled.countDown();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
