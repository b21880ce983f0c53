package dev.tandem.mapreduce.api.examples;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.FileInputFormat;
import dev.tandem.mapreduce.api.FileOutputFormat;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Reducer;
import java.io.IOException;
import java.util.StringTokenizer;

/** Counts words. */
public final class WordCount {
  /** Emits each word with a one. */
  public static class TokenizerMapper extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      StringTokenizer words = new StringTokenizer(line);
      while (words.hasMoreTokens()) {
        context.write(words.nextToken(), 1);
      }
    }
  }

  /** Adds up the ones. */
  public static class IntSumReducer extends Reducer<String, Integer, String, Integer> {
    @Override
    protected void reduce(String word, Iterable<Integer> counts, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      context.write(word, sum);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MapReduceJob job = MapReduceJob.getInstance(new Configuration(), "word count");
    job.setJarByClass(WordCount.class);
    job.setMapperClass(TokenizerMapper.class);
    job.setCombinerClass(IntSumReducer.class);
    job.setReducerClass(IntSumReducer.class);
    job.setOutputKeyClass(String.class);
    job.setOutputValueClass(Integer.class);
    FileInputFormat.addInputPath(job, args[0]);
    FileOutputFormat.setOutputPath(job, args[1]);
    if (!job.waitForCompletion(true)) {
      throw new IllegalStateException(job.getStatus().getFailureInfo());
    }
  }

  private WordCount() {}
}
