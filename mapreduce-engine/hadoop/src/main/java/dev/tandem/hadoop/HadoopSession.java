package dev.tandem.hadoop;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.mapreduce.MapReduceSession;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * A session of the MapReduce engine whose rounds Hadoop runs. What Hadoop does not tell is missing
 * in its report.
 */
public final class HadoopSession extends MapReduceSession {
  /**
   * Hadoop counts spilled records but not their bytes, and does not tell which of its completed
   * tasks ran again because their output was lost.
   */
  private static final Set<Measure> UNKNOWN =
      EnumSet.of(Measure.SPILLED_BYTES, Measure.RECOMPUTED_TASKS);

  private final HadoopRounds rounds;

  HadoopSession(String job, RunOptions options, Configuration conf) {
    this(job, options, new HadoopRounds[1], conf);
  }

  private HadoopSession(String job, RunOptions options, HadoopRounds[] made, Configuration conf) {
    super(
        job,
        HadoopEngine.NAME,
        options,
        (cluster, stage) -> made[0] = HadoopRounds.open(cluster, stage, conf));
    this.rounds = made[0];
  }

  /**
   * What happened, with Hadoop's own counters as it names them, for each job that ran: those of its
   * tasks, of file systems and formats, and on a cluster those of the attempts.
   */
  @Override
  public RunReport report() {
    RunReport all = super.report();
    return new RunReport(
        all.job(),
        all.engine(),
        all.status(),
        all.wallMillis(),
        observed(all.ledger()),
        all.counters(),
        all.outputs(),
        all.units().stream().map(HadoopSession::timed).toList(),
        all.plan(),
        all.warnings(),
        rounds.nativeCounters());
  }

  private static Map<Measure, Long> observed(Map<Measure, Long> ledger) {
    Map<Measure, Long> known = new EnumMap<>(ledger);
    known.keySet().removeAll(UNKNOWN);
    return Collections.unmodifiableMap(known);
  }

  /** The driver hears of tasks when their job has ended; they know when they ran. */
  private static UnitReport timed(UnitReport unit) {
    List<TaskReport> tasks = unit.tasks();
    return new UnitReport(
        unit.name(),
        tasks.stream().mapToLong(TaskReport::startMillis).min().orElse(unit.startMillis()),
        tasks.stream().mapToLong(TaskReport::endMillis).max().orElse(unit.endMillis()),
        tasks,
        observed(unit.ledger()));
  }

  @Override
  public void cancel() {
    super.cancel();
    rounds.cancel();
  }

  @Override
  public void close() {
    rounds.close();
    super.close();
  }
}
