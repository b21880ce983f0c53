package dev.tandem.hadoop.shuffle;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;

/** The end of a map task's chain: hands records to Hadoop's sort. */
public final class Emitter implements Collector {
  private final TaskInputOutputContext<?, ?, ShuffleKey, ShuffleValue> context;
  private final PlannedShuffle shuffle;
  private final int input;
  private final ShuffleKey key = new ShuffleKey();
  private final ShuffleValue value = new ShuffleValue();

  /**
   * @param context of the task
   * @param shuffle of the round
   * @param input which input of the grouping the task maps
   */
  public Emitter(
      TaskInputOutputContext<?, ?, ShuffleKey, ShuffleValue> context,
      PlannedShuffle shuffle,
      int input) {
    this.context = context;
    this.shuffle = shuffle;
    this.input = input;
  }

  @Override
  public void emit(Object recordKey, Object record) {
    key.hold(recordKey, record, input, shuffle.partition(recordKey));
    value.hold(record, input);
    try {
      context.write(key, value);
    } catch (IOException e) {
      throw new StorageFailure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageFailure(new InterruptedIOException("the task was interrupted"));
    }
  }
}
