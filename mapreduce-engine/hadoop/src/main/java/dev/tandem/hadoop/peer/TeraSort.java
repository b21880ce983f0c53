package dev.tandem.hadoop.peer;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.partition.InputSampler;
import org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner;

/**
 * As the TeraSort that comes with Hadoop: rows of a key of 10 bytes and a value of 90, an identity
 * job behind a total order from a sample.
 */
final class TeraSort implements Program {
  private static final int KEY = 10;
  private static final int ROW = 100;
  private static final int SAMPLES = 100_000;
  private static final int SAMPLED_SPLITS = 10;

  @Override
  public boolean knows(Typed params) {
    return true;
  }

  @Override
  public void run(Work work) throws Exception {
    Job job = work.job("tera sort", TeraSort.class, work.inputs(), work.output());
    job.setInputFormatClass(RowInput.class);
    job.setOutputFormatClass(RowOutput.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(Text.class);
    job.setPartitionerClass(TotalOrderPartitioner.class);
    TotalOrderPartitioner.setPartitionFile(
        job.getConfiguration(), new Path(work.temporary("_partition.lst")));
    if (rows(job) < work.reduces()) {
      job.setNumReduceTasks(1);
    }
    InputSampler.writePartitionFile(
        job, new InputSampler.SplitSampler<Text, Text>(SAMPLES, SAMPLED_SPLITS));
    Work.finish(job);
  }

  /** A sample of fewer rows than partitions has no bounds. */
  private static long rows(Job job) throws IOException {
    long bytes = 0;
    for (InputSplit split : new RowInput().getSplits(job)) {
      bytes += ((FileSplit) split).getLength();
    }
    return bytes / ROW;
  }

  /** Rows without a separator. */
  public static final class RowInput extends FileInputFormat<Text, Text> {
    @Override
    protected long computeSplitSize(long blockSize, long minSize, long maxSize) {
      long size = super.computeSplitSize(blockSize, minSize, maxSize);
      return Math.max(ROW, size / ROW * ROW);
    }

    @Override
    protected List<FileStatus> listStatus(JobContext job) throws IOException {
      List<FileStatus> files = super.listStatus(job);
      for (FileStatus file : files) {
        if (file.getLen() % ROW != 0) {
          throw new IOException(file.getPath() + " does not consist of rows of " + ROW + " bytes");
        }
      }
      return files;
    }

    @Override
    public RecordReader<Text, Text> createRecordReader(
        InputSplit split, TaskAttemptContext context) {
      return new RowReader();
    }
  }

  private static final class RowReader extends RecordReader<Text, Text> {
    private final byte[] row = new byte[ROW];
    private final Text key = new Text();
    private final Text value = new Text();
    private FSDataInputStream in;
    private long offset;
    private long length;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
      FileSplit file = (FileSplit) split;
      in = file.getPath().getFileSystem(context.getConfiguration()).open(file.getPath());
      in.seek(file.getStart());
      offset = 0;
      length = file.getLength();
    }

    @Override
    public boolean nextKeyValue() throws IOException {
      if (offset >= length) {
        return false;
      }
      in.readFully(row);
      offset += ROW;
      key.set(row, 0, KEY);
      value.set(row, KEY, ROW - KEY);
      return true;
    }

    @Override
    public Text getCurrentKey() {
      return key;
    }

    @Override
    public Text getCurrentValue() {
      return value;
    }

    @Override
    public float getProgress() {
      return length == 0 ? 1 : (float) offset / length;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Key and value, nothing else. */
  public static final class RowOutput extends FileOutputFormat<Text, Text> {
    @Override
    public RecordWriter<Text, Text> getRecordWriter(TaskAttemptContext context) throws IOException {
      Path file = getDefaultWorkFile(context, "");
      var out = file.getFileSystem(context.getConfiguration()).create(file);
      return new RecordWriter<>() {
        @Override
        public void write(Text key, Text value) throws IOException {
          out.write(key.getBytes(), 0, key.getLength());
          out.write(value.getBytes(), 0, value.getLength());
        }

        @Override
        public void close(TaskAttemptContext closing) throws IOException {
          out.close();
        }
      };
    }
  }
}
