package dev.tandem.hadoop.task;

import java.io.IOException;
import org.apache.hadoop.mapred.MapOutputCollector;
import org.apache.hadoop.mapred.MapTask;
import org.apache.hadoop.mapred.RawKeyValueIterator;
import org.apache.hadoop.mapred.ShuffleConsumerPlugin;
import org.apache.hadoop.mapreduce.task.reduce.Shuffle;

/**
 * Hadoop's own sort and shuffle. What goes wrong in them (a full disk, say) is told to the driver:
 * where Hadoop runs jobs in one process, it says nothing but that the job has failed.
 */
public final class Watched {
  private Watched() {}

  /** Hadoop's sort buffer. */
  public static final class Sort<K, V> extends MapTask.MapOutputBuffer<K, V> {
    private TaskRun task;

    @Override
    public void init(MapOutputCollector.Context context)
        throws IOException, ClassNotFoundException {
      task = TaskRun.of(context.getJobConf());
      try {
        super.init(context);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        task.failed(e);
        throw e;
      }
    }

    @Override
    public void flush() throws IOException, ClassNotFoundException, InterruptedException {
      try {
        super.flush();
      } catch (IOException | RuntimeException e) {
        task.failed(e);
        throw e;
      }
    }
  }

  /** Hadoop's shuffle. */
  public static final class Fetch<K, V> extends Shuffle<K, V> {
    private TaskRun task;

    @Override
    @SuppressWarnings("rawtypes") // as Hadoop declares it
    public void init(ShuffleConsumerPlugin.Context context) {
      task = TaskRun.of(context.getJobConf());
      super.init(context);
    }

    @Override
    public RawKeyValueIterator run() throws IOException, InterruptedException {
      try {
        return super.run();
      } catch (IOException | RuntimeException e) {
        task.failed(e);
        throw e;
      }
    }
  }
}
