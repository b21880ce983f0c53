package dev.tandem.mapreduce;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Status;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.explain.RoundExplainer;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import dev.tandem.mapreduce.explain.history.JobHistory;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.plan.RoundPlanner;
import dev.tandem.mapreduce.run.RoundRunner;
import dev.tandem.mapreduce.run.Rounds;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Twin of the RDD engine's {@code RddSession}: remembers results in files between two evaluations,
 * where that one remembers memory.
 */
public class MapReduceSession implements Session {
  private final String job;
  private final String engine;
  private final RunOptions options;
  private final Cluster cluster;
  private final OutputStage stage;
  private final Rounds rounds;
  private final ResultStore store;
  private final Set<Integer> reused = new HashSet<>();

  /** What plans that were only explained would have left for the next ones. */
  private final Map<Integer, Intermediate> explained = new HashMap<>();

  private final List<Explanation.Unit> executed = new ArrayList<>();
  private final long startMillis = System.currentTimeMillis();
  private int planned;
  private Status status = Status.RUNNING;

  /** Whether an action has failed, and its program gone on. */
  private boolean lacksAction;

  private boolean closed;

  MapReduceSession(String job, RunOptions options) {
    this(job, RoundExplainer.ENGINE, options, MapReduceSession::embedded);
  }

  /**
   * @param job the name of the job
   * @param engine the name of the engine
   * @param options what the run may use
   * @param maker makes what runs the rounds
   * @throws JobFailed if the output exists or is taken, or a switch has a value that cannot be
   */
  protected MapReduceSession(String job, String engine, RunOptions options, Rounds.Maker maker) {
    this.job = job;
    this.engine = engine;
    this.options = options;
    this.cluster = new Cluster(job, engine, options);
    boolean opened = false;
    try {
      refuseOldHistory();
      this.stage = OutputStage.open(cluster);
      this.rounds = open(maker);
      this.store = rounds.store();
      opened = true;
    } finally {
      if (!opened) {
        cluster.close();
      }
    }
  }

  /**
   * Where the history goes; empty if none is wanted, or another system runs the rounds: it has one
   * of its own.
   */
  private String historyFile() {
    return engine.equals(RoundExplainer.ENGINE) ? options.conf("history", "") : "";
  }

  /** A history is written when the run ends: too late to hear that the file is another run's. */
  private void refuseOldHistory() {
    String path = historyFile();
    try {
      if (!path.isEmpty() && options.files().exists(path)) {
        throw new JobFailed(
            "job " + job + ": the history " + path + " exists; remove it, or name a new file");
      }
    } catch (IOException e) {
      throw new JobFailed(
          "job " + job + ": cannot look for the history " + path + ": " + Failures.describe(e), e);
    }
  }

  /** What runs the rounds of this engine. */
  protected static Rounds embedded(Cluster cluster, OutputStage stage) {
    return new RoundRunner(cluster, stage, new ResultStore(cluster));
  }

  private Rounds open(Rounds.Maker maker) {
    boolean opened = false;
    try {
      Rounds runner = maker.open(cluster, stage);
      opened = true;
      return runner;
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    } finally {
      if (!opened) {
        stage.close();
      }
    }
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    Map<Integer, Intermediate> known = new HashMap<>(explained);
    known.putAll(store.contents());
    List<Round> next = RoundPlanner.plan(plan, options, known, planned + 1);
    for (Round round : next) {
      for (RoundOutput output : round.outputs()) {
        if (output instanceof RoundOutput.Kept kept && plan.reused().contains(kept.data().id())) {
          explained.put(kept.data().id(), kept.data());
        }
      }
    }
    return RoundExplainer.explain(engine, next);
  }

  private List<Round> plan(LogicalPlan plan) {
    return RoundPlanner.plan(plan, options, store.contents(), planned + 1);
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    evaluate(() -> run(plan));
  }

  /**
   * Runs rounds that nobody has planned.
   *
   * @param writes all writes to files among their outputs
   * @param written by hand, in an order in which they can run
   * @throws JobFailed if a task failed as often as it may, or the run was cancelled
   */
  protected final void evaluate(List<Operation.Write> writes, List<Round> written) {
    evaluate(
        () -> {
          writes.forEach(stage::prepare);
          run(written);
        });
  }

  private void evaluate(Runnable work) {
    lacksAction |= status == Status.FAILED;
    boolean done = false;
    try {
      work.run();
      done = true;
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    } finally {
      if (!done) {
        status = cluster.cancelled() ? Status.CANCELLED : Status.FAILED;
      }
    }
  }

  private void run(LogicalPlan plan) {
    reused.addAll(plan.reused());
    for (Operation.Write write : plan.writes()) {
      if (write.destination() instanceof Sink<?>) {
        stage.prepare(write);
      }
    }
    run(plan(plan));
  }

  private void run(List<Round> next) {
    planned += next.size();
    executed.addAll(RoundExplainer.explain(engine, next).units());
    Map<Integer, Integer> lastUse = new HashMap<>();
    next.forEach(round -> resultsReadBy(round).forEach(id -> lastUse.put(id, round.number())));
    for (Round round : next) {
      rounds.run(round);
      for (int id : resultsReadBy(round)) {
        if (lastUse.get(id) == round.number() && !reused.contains(id)) {
          store.drop(id);
        }
      }
    }
    checkLaws();
  }

  private static Set<Integer> resultsReadBy(Round round) {
    Set<Integer> ids = new TreeSet<>();
    for (MapInput input : round.inputs()) {
      if (input.from() instanceof RoundInput.Stored stored) {
        ids.add(stored.data().id());
      } else if (input.from() instanceof RoundInput.Merged merged) {
        merged.sides().forEach(side -> ids.add(side.data().id()));
      }
    }
    return ids;
  }

  /** What failed tasks or a failed action have left nobody has fetched: no such books balance. */
  private void checkLaws() {
    if (rounds.lackTasks() || lacksAction) {
      return;
    }
    List<String> violations = rounds.check(cluster.log().ledger());
    if (!violations.isEmpty()) {
      throw new JobFailed(
          "job " + job + ": the books do not balance: " + String.join("; ", violations));
    }
  }

  @Override
  public void release(Operation operation) {
    reused.remove(operation.id());
    explained.remove(operation.id());
    store.drop(operation.id());
  }

  @Override
  public void commit() {
    lacksAction |= status == Status.FAILED;
    status = Status.FAILED;
    checkLaws();
    if (cluster.cancelled()) {
      throw new JobFailed("job " + job + ": cancelled");
    }
    stage.commit();
    cluster.warnOfUnusedFaults();
    status = Status.SUCCEEDED;
  }

  @Override
  public RunReport report() {
    Status now = status == Status.SUCCEEDED || !cluster.cancelled() ? status : Status.CANCELLED;
    Map<String, Map<String, Map<String, Long>>> counters = new LinkedHashMap<>();
    for (RoundCounters round : rounds.counters()) {
      counters.put("round " + round.round() + ": " + round.name(), round.byGroup());
    }
    return cluster
        .log()
        .toReport(now, new Explanation(engine, executed))
        .withNativeCounters(counters);
  }

  /**
   * Hadoop's counters of the rounds that have ended, a job each; empty if this system does not
   * tell.
   */
  public List<RoundCounters> roundCounters() {
    return rounds.counters();
  }

  /** Keeps what happened, if the switch {@code history} names a file for it. */
  private void writeHistory() {
    String path = historyFile();
    if (path.isEmpty()) {
      return;
    }
    try {
      JobHistory.of(report(), rounds.counters(), rounds.reduceTimes(), startMillis)
          .write(options.files(), path);
    } catch (IOException e) {
      cluster.log().warn("cannot write the history " + path + ": " + Failures.describe(e));
    }
  }

  @Override
  public void cancel() {
    cluster.cancel();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      writeHistory();
      stage.close();
      cluster.close();
    }
  }
}
