package dev.tandem.hadoop.task;

import dev.tandem.hadoopfiles.HadoopFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Tandem's slices, which the driver has cut, read by Tandem's readers. */
public final class RoundInputFormat extends InputFormat<NullWritable, SliceReader> {
  @Override
  public List<InputSplit> getSplits(JobContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    try (InputStream in = HadoopFiles.of(conf).open(JobFolder.of(conf).splits(), 0)) {
      return SliceSplit.read(in.readAllBytes());
    }
  }

  @Override
  public RecordReader<NullWritable, SliceReader> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new SliceReader();
  }
}
