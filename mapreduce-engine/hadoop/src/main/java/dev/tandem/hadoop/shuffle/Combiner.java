package dev.tandem.hadoop.shuffle;

import dev.tandem.contract.io.Output;
import dev.tandem.hadoop.task.TaskRun;
import dev.tandem.mapreduce.shuffle.Fold;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/** Merges accumulators of one key; runs as often as Hadoop sees fit, in whichever thread. */
public final class Combiner extends Reducer<ShuffleKey, ShuffleValue, ShuffleKey, ShuffleValue> {
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    TaskRun task = TaskRun.of(context.getConfiguration());
    try {
      // One fold serves the task, and merges may run in several threads.
      synchronized (task) {
        combine(context, task.combining());
      }
    } catch (RuntimeException e) {
      throw task.failed(e);
    }
  }

  private static void combine(Context context, Fold fold) throws IOException, InterruptedException {
    Output encoded = new Output(64);
    ShuffleValue folded = new ShuffleValue();
    while (context.nextKey()) {
      fold.begin();
      for (ShuffleValue value : context.getValues()) {
        fold.merge(value.bytes(), 0, value.length());
      }
      encoded.truncate(0);
      fold.write(encoded);
      folded.copy(encoded.array(), 0, encoded.position());
      context.write(context.getCurrentKey(), folded);
    }
  }
}
