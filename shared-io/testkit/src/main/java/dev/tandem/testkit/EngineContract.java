package dev.tandem.testkit;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/**
 * The test that every engine extends: all that the contract promises to jobs, as far as one engine
 * can show it.
 *
 * <pre>{@code
 * class RddEngineTest extends EngineContract {
 *   protected Engine engine() {
 *     return new RddEngine();
 *   }
 * }
 * }</pre>
 *
 * <p>It is hostile on purpose: keys that collide, functions that fail half-way, budgets that are
 * too small. What it cannot see: how much memory an engine really takes, what a crash of the whole
 * process leaves, and whether an engine is fast.
 */
public abstract class EngineContract
    implements VerbRules,
        KeyRules,
        JoinRules,
        OrderRules,
        OutputRules,
        CounterRules,
        FaultRules,
        ScaleRules,
        DifferentialRules {
  @TempDir Path folder;

  /** The engine under test; asked for in each test. */
  protected abstract Engine engine();

  /**
   * Whether the engine computes the first records of a split before it has read the last ones.
   * Unless overridden: yes, so that {@code take} of an endless source ends.
   */
  @Override
  public boolean streams() {
    return true;
  }

  /** Unless overridden: all measures. What an engine cannot observe is missing in its ledger. */
  @Override
  public Set<Measure> observes() {
    return EnumSet.allOf(Measure.class);
  }

  /** How many random pipelines are compared with the reference engine. */
  @Override
  public int pipelines() {
    return 100;
  }

  @Override
  public final Bench bench() {
    return new Bench(engine(), folder);
  }
}
