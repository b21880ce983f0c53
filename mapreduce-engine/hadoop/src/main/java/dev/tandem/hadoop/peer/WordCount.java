package dev.tandem.hadoop.peer;

import java.io.IOException;
import java.util.StringTokenizer;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;

/** The example that comes with Hadoop, with long counts. */
final class WordCount implements Program {
  @Override
  public boolean knows(Typed params) {
    return params.is("tokens", "whitespace") && params.is("records", "text");
  }

  @Override
  public void run(Work work) throws Exception {
    Job job = work.job("word count", WordCount.class, work.inputs(), work.output());
    job.setMapperClass(TokenizerMapper.class);
    job.setCombinerClass(SumReducer.class);
    job.setReducerClass(SumReducer.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(LongWritable.class);
    Work.finish(job);
  }

  /** Emits each token with a one. */
  public static final class TokenizerMapper extends Mapper<LongWritable, Text, Text, LongWritable> {
    private final LongWritable one = new LongWritable(1);
    private final Text word = new Text();

    @Override
    protected void map(LongWritable position, Text line, Context context)
        throws IOException, InterruptedException {
      StringTokenizer tokens = new StringTokenizer(line.toString(), " \t\n\u000B\f\r");
      while (tokens.hasMoreTokens()) {
        word.set(tokens.nextToken());
        context.write(word, one);
      }
    }
  }

  /** Adds up the counts of a token. */
  public static final class SumReducer extends Reducer<Text, LongWritable, Text, LongWritable> {
    private final LongWritable sum = new LongWritable();

    @Override
    protected void reduce(Text word, Iterable<LongWritable> counts, Context context)
        throws IOException, InterruptedException {
      long all = 0;
      for (LongWritable count : counts) {
        all += count.get();
      }
      sum.set(all);
      context.write(word, sum);
    }
  }
}
