package dev.tandem.spark.peer;

import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Bytes one behind the other: Hadoop has no format for that. */
public final class RawOutputFormat extends FileOutputFormat<BytesWritable, NullWritable> {
  @Override
  public RecordWriter<BytesWritable, NullWritable> getRecordWriter(TaskAttemptContext job)
      throws IOException {
    Path file = getDefaultWorkFile(job, "");
    DataOutputStream out = file.getFileSystem(job.getConfiguration()).create(file, false);
    return new RecordWriter<>() {
      @Override
      public void write(BytesWritable row, NullWritable nothing) throws IOException {
        out.write(row.getBytes(), 0, row.getLength());
      }

      @Override
      public void close(TaskAttemptContext context) throws IOException {
        out.close();
      }
    };
  }
}
