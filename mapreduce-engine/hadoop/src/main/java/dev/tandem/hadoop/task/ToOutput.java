package dev.tandem.hadoop.task;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;

/** The end of a chain whose records go through Hadoop to the outputs. */
record ToOutput(TaskInputOutputContext<?, ?, Object, Object> context) implements Collector {
  @Override
  public void emit(Object key, Object value) {
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
