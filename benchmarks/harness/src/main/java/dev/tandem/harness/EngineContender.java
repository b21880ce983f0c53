package dev.tandem.harness;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.harness.BenchReport.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engine, which has every job. */
record EngineContender(Engine engine) implements Contender {
  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String kind() {
    return "engine";
  }

  @Override
  public String about() {
    return engine.describe();
  }

  @Override
  public String version() {
    return Versions.of(engine.name());
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    return true;
  }

  @Override
  public Told run(Job job, List<String> inputs, Map<String, String> params, RunOptions options) {
    RunReport report = Tandem.run(job, JobArgs.of(job, inputs, params), engine, options);
    return new Told(
        keyed(report.ledger()), report.units().stream().map(EngineContender::phase).toList());
  }

  private static Phase phase(UnitReport unit) {
    return new Phase(
        unit.name(),
        unit.startMillis(),
        unit.endMillis(),
        unit.tasks().size(),
        keyed(unit.ledger()));
  }

  private static Map<String, Long> keyed(Map<Measure, Long> ledger) {
    Map<String, Long> keyed = new LinkedHashMap<>();
    ledger.forEach((measure, amount) -> keyed.put(measure.key(), amount));
    return keyed;
  }
}
