package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.mapreduce.MapReduceSession;
import dev.tandem.mapreduce.explain.RoundExplainer;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A job while it runs: one round on the engine that runs planned rounds too. The operations of the
 * round are those under which its tasks count, read and write; no plan holds them.
 */
final class JobRun extends MapReduceSession {
  private final JobPlan plan;
  private final List<JobInput> inputs;
  private final ReduceRunner reducer;
  private final RoundOutput.Direct output;
  private final Operation.GroupByKey group;
  private final Operation.GroupByKey combine;
  private final List<Operation> reads = new ArrayList<>();

  /**
   * Takes the output and starts the nodes.
   *
   * @param reducer null in a job of map tasks only
   * @param sink of the output, or null to write no files
   * @param lazily whether a task that writes nothing leaves no file
   * @throws dev.tandem.contract.engine.JobFailed if the output exists or is taken, or a switch has
   *     a value that cannot be
   */
  JobRun(
      JobPlan plan,
      RunOptions options,
      List<JobInput> inputs,
      ReduceRunner reducer,
      Sink<?> sink,
      boolean lazily) {
    super(plan.name(), RoundExplainer.ENGINE, options, MapReduceSession::embedded);
    this.plan = plan;
    this.inputs = inputs;
    this.reducer = reducer;
    for (JobInput input : inputs) {
      reads.add(new Operation.Read(reads.size() + 1, input.name(), input.source()));
    }
    int next = reads.size() + 1;
    this.group = group(next, "reduce");
    this.combine = group(next + 1, "combine");
    this.output =
        sink == null
            ? null
            : new RoundOutput.Direct(
                new Operation.Write(next + 2, "output", reads.get(0), sink), lazily);
  }

  private Operation.GroupByKey group(int id, String name) {
    Shape shape = reads.get(0).shape();
    return new Operation.GroupByKey(id, name, reads, Grouping.any(), null, shape);
  }

  /**
   * Runs the job to its end and makes its output visible.
   *
   * @param shuffle makes the shuffle, given the operation under which a combiner counts
   */
  void run(Function<Operation, Shuffle> shuffle) {
    List<MapInput> maps = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      RoundInput from = new RoundInput.Splits((Operation.Read) reads.get(i));
      maps.add(new MapInput(from, new MapRunner(plan, inputs.get(i).mappers()), 0));
    }
    Round round =
        new Round(
            1,
            plan.name(),
            maps,
            reducer == null ? null : shuffle.apply(combine),
            group,
            reducer,
            output == null ? List.of() : List.of(output));
    List<Operation.Write> writes = output == null ? List.of() : List.of(output.write());
    evaluate(writes, List.of(round));
    commit();
  }
}
