package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.MapLoop;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Runs a mapper in the attempts of a map task.
 *
 * @param plan of the job
 * @param mappers makes one
 */
record MapRunner(JobPlan plan, Supplier<? extends Mapper<?, ?, ?, ?>> mappers) implements MapLoop {
  @Override
  public void run(Records records, LoopTask task) throws IOException {
    TaskState state = new TaskState(plan, task);
    run(mappers.get(), new Pairs(records), state);
  }

  private <KI, VI, KO, VO> void run(
      Mapper<KI, VI, KO, VO> mapper, RecordSource<?, ?> records, TaskState state) {
    @SuppressWarnings("unchecked") // the job's author has matched the input and the mapper
    RecordSource<KI, VI> in = (RecordSource<KI, VI>) records;
    TaskAttemptContext context = new TaskAttemptContext(state);
    state.run(mapper.getClass(), () -> mapper.run(mapper.new Context(context, in, out(state))));
  }

  private RecordSink<Object, Object> out(TaskState state) {
    Collector out = state.task().out();
    return plan.reduces() > 0
        ? (key, value) -> emit(key, value, out)
        : (key, value) -> out.emit(null, new Pair<>(key, value));
  }

  private static void emit(Object key, Object value, Collector out) {
    try {
      out.emit(key, value);
    } catch (IllegalArgumentException e) {
      String remedy = "; or name one with setMapOutputKeyCodec or setMapOutputValueCodec";
      throw new StepFailure("map output", e.getMessage() + remedy, null);
    }
  }

  @Override
  public String toString() {
    return mappers.toString();
  }

  /** Records that are pairs. */
  private record Pairs(Records records) implements RecordSource<Object, Object> {
    @Override
    public boolean nextKeyValue() throws IOException {
      return records.next();
    }

    @Override
    public Object getCurrentKey() {
      return records.current() == null ? null : ((Pair<?, ?>) records.current()).first();
    }

    @Override
    public Object getCurrentValue() {
      return records.current() == null ? null : ((Pair<?, ?>) records.current()).second();
    }

    @Override
    public float getProgress() {
      return records.progress();
    }
  }
}
