package dev.tandem.agreement;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine with a bug, to see that it is found: it forgets the last split of every input. */
record ForgetfulEngine(Engine engine) implements Engine {
  @Override
  public String name() {
    return "forgetful";
  }

  @Override
  public String describe() {
    return engine.describe();
  }

  @Override
  public Session open(String job, RunOptions options) {
    return new ForgetfulSession(engine.open(job, options));
  }

  private record ForgetfulSession(Session session) implements Session {
    @Override
    public Explanation explain(LogicalPlan plan) {
      return session.explain(plan);
    }

    @Override
    public void evaluate(LogicalPlan plan) {
      Map<Integer, Operation> replacements = new HashMap<>();
      for (Operation operation : plan.operations()) {
        if (operation instanceof Operation.Read read) {
          replacements.put(
              read.id(),
              new Operation.Read(read.id(), read.name(), new ForgetfulSource<>(read.source())));
        }
      }
      session.evaluate(plan.replace(replacements));
    }

    @Override
    public void release(Operation operation) {
      session.release(operation);
    }

    @Override
    public void commit() {
      session.commit();
    }

    @Override
    public RunReport report() {
      return session.report();
    }

    @Override
    public void cancel() {
      session.cancel();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private record ForgetfulSource<T>(Source<T> source) implements Source<T> {
    @Override
    public List<Split> splits(FileStore files, SplitRule rule) throws IOException {
      List<Split> all = source.splits(files, rule);
      return all.subList(0, all.size() - 1);
    }

    @Override
    public RecordReader<T> open(FileStore files, Split split) throws IOException {
      return source.open(files, split);
    }

    @Override
    public Codec<T> codec() {
      return source.codec();
    }

    @Override
    public String describe() {
      return source.describe();
    }
  }
}
