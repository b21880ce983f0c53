package dev.tandem.contract.flow;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A session that computes nothing and remembers what it was asked. */
final class PlanRecorder implements Session {
  final List<LogicalPlan> plans = new ArrayList<>();
  final List<Integer> released = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final FlowPipeline pipeline =
      new FlowPipeline(this, RunOptions.defaults().withPartitions(2).withListener(listener()));
  RuntimeException failure;

  private RunListener listener() {
    return new RunListener() {
      @Override
      public void warning(String message) {
        warnings.add(message);
      }
    };
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    return new Explanation("recorder", List.of());
  }

  /** Answers every action with the number 7. */
  @Override
  public void evaluate(LogicalPlan plan) {
    plans.add(plan);
    if (failure != null) {
      throw failure;
    }
    for (Operation.Write write : plan.writes()) {
      if (write.destination() instanceof DriverResult<?> result) {
        Output seven = new Output(8);
        Codecs.dynamic().write(7, seven);
        result.deliver(0, seven.toByteArray(), result.kind() == DriverResult.Kind.COUNT ? 0 : 1, 7);
      }
    }
  }

  @Override
  public void release(Operation operation) {
    released.add(operation.id());
  }

  @Override
  public void commit() {}

  @Override
  public RunReport report() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  /** A sink that is only there to be named. */
  record Nowhere(String folder) implements Sink<Object> {
    @Override
    public String extension() {
      return "";
    }

    @Override
    public RecordWriter<Object> open(OutputStream out) throws IOException {
      throw new IOException("nowhere");
    }
  }
}
