package dev.tandem.harness;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The contenders by name: all engines of the class path, and the hand-written programs. */
final class Contenders {
  /** The name of the single-thread programs. */
  static final String BASELINE = "baseline";

  private Contenders() {}

  /** The contender of this name, which {@link #require} has let pass. */
  static Contender of(String name) {
    if (name.equals(BASELINE)) {
      return new BaselineContender();
    }
    return new EngineContender(Tandem.engine(name));
  }

  /** An engine has every job. */
  private record EngineContender(Engine engine) implements Contender {
    @Override
    public boolean has(Job job) {
      return true;
    }

    @Override
    public Map<Measure, Long> run(
        Job job, List<String> inputs, Map<String, String> params, RunOptions options) {
      return Tandem.run(job, JobArgs.of(job, inputs, params), engine, options).ledger();
    }
  }

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException for an unknown one; suggests the nearest
   */
  static void require(String name) {
    List<String> names = new ArrayList<>(List.of(BASELINE));
    Tandem.engines().forEach(engine -> names.add(engine.name()));
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no engine '" + name + "'" + Names.didYouMean(name, names));
    }
  }
}
