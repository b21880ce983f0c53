package dev.tandem.rdd.plan;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Plans what actions would run, and runs nothing: sources cannot be opened. */
public final class PlannedStages implements Session {
  private final RunOptions options;
  private final KnownRdds known = new KnownRdds();
  private List<Stage> last = List.of();

  public PlannedStages(RunOptions options) {
    this.options = options;
  }

  public Pipeline pipeline() {
    return new FlowPipeline(this, options);
  }

  /** The stages of the last action. */
  public List<Stage> last() {
    return last;
  }

  /** Name and number of tasks of each stage of the last action. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    last.forEach(stage -> names.add(stage.name() + " " + stage.rdd().partitions()));
    return names;
  }

  /** Lines in so many splits that nobody can read. */
  public static Bag<String> unreadable(Pipeline p, int splits) {
    return p.read(new Unreadable(splits));
  }

  private record Unreadable(int count) implements Source<String> {
    @Override
    public List<Split> splits(FileStore files, SplitRule rule) {
      return Collections.nCopies(count, new Split("nowhere", 0, 0));
    }

    @Override
    public RecordReader<String> open(FileStore files, Split split) {
      throw new UnsupportedOperationException("only planned, never read");
    }

    @Override
    public Codec<String> codec() {
      return Codecs.TEXT;
    }

    @Override
    public String describe() {
      return "nothing";
    }
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    last = StagePlanner.plan(plan, options, known);
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(Operation operation) {
    // nothing is kept
  }

  @Override
  public void commit() {
    // nothing was written
  }

  @Override
  public RunReport report() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel() {
    // nothing runs
  }

  @Override
  public void close() {
    // nothing is open
  }
}
