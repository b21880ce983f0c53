package dev.tandem.hadoop.task;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** All outputs of a round: Tandem's sinks, results for later rounds, records for the driver. */
public final class RoundOutputFormat extends OutputFormat<Object, Object> {
  @Override
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    TaskRun task = TaskRun.of(context.getConfiguration());
    if (task.round().isReducing()) {
      try {
        task.openOutputs(true);
      } catch (IOException | RuntimeException e) {
        task.failed(e);
        throw e;
      }
    }
    return new Writer(task);
  }

  /** The output belongs to the run, which has looked after it before. */
  @Override
  public void checkOutputSpecs(JobContext context) {}

  /** Where a task begins: Hadoop asks for its committer before anything else. */
  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    RoundCommitter committer = new RoundCommitter(new Path(JobFolder.of(conf).out()), context);
    if (conf.get(MRJobConfig.TASK_ATTEMPT_ID) != null) {
      TaskRun.begin(conf, JobFolder.plain(committer.getWorkPath()));
    }
    return committer;
  }

  private static final class Writer extends RecordWriter<Object, Object> {
    private final TaskRun task;

    Writer(TaskRun task) {
      this.task = task;
    }

    @Override
    public void write(Object key, Object value) {
      task.outputs().entrance().emit(key, value);
    }

    /** Files of a task that has failed are left as they are. */
    @Override
    public void close(TaskAttemptContext context) throws IOException {
      if (!task.hasFailed()) {
        try {
          task.finishOutputs();
        } catch (IOException | RuntimeException e) {
          task.failed(e);
          throw e;
        }
      }
    }
  }
}
