package dev.tandem.hadoop.natives;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.StringTokenizer;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.RawComparator;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Partitioner;
import org.apache.hadoop.mapreduce.Reducer;

/** The programs of {@link TandemPrograms}, for Hadoop. */
final class HadoopPrograms {
  enum Lines {
    SEEN
  }

  static class Tokens extends Mapper<LongWritable, Text, Text, IntWritable> {
    private final Text word = new Text();

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      context.getCounter(Lines.SEEN).increment(1);
      context.getCounter("words", "bytes").increment(line.toString().length());
      StringTokenizer words = new StringTokenizer(line.toString());
      while (words.hasMoreTokens()) {
        word.set(words.nextToken());
        context.write(word, new IntWritable(1));
      }
    }
  }

  static class Sum extends Reducer<Text, IntWritable, Text, IntWritable> {
    @Override
    protected void reduce(Text word, Iterable<IntWritable> counts, Context context)
        throws IOException, InterruptedException {
      int sum = 0;
      for (IntWritable count : counts) {
        sum += count.get();
      }
      context.write(word, new IntWritable(sum));
    }
  }

  /** A pair, sorted by its first and then by its second part. */
  public static class IntPair implements WritableComparable<IntPair> {
    int first;
    int second;

    public IntPair() {}

    IntPair(int first, int second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeInt(first);
      out.writeInt(second);
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      first = in.readInt();
      second = in.readInt();
    }

    @Override
    public int compareTo(IntPair other) {
      int c = Integer.compare(first, other.first);
      return c != 0 ? c : Integer.compare(second, other.second);
    }

    @Override
    public int hashCode() {
      return 31 * first + second;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof IntPair pair && compareTo(pair) == 0;
    }
  }

  static class Pairs extends Mapper<LongWritable, Text, IntPair, IntWritable> {
    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.toString().split(" ");
      int second = Integer.parseInt(cells[1]);
      context.write(new IntPair(Integer.parseInt(cells[0]), second), new IntWritable(second));
    }
  }

  static class ByFirst extends Partitioner<IntPair, IntWritable> {
    @Override
    public int getPartition(IntPair key, IntWritable value, int numPartitions) {
      return Math.abs(key.first * 127) % numPartitions;
    }
  }

  static class SameFirst implements RawComparator<IntPair> {
    @Override
    public int compare(byte[] a, int s1, int l1, byte[] b, int s2, int l2) {
      return WritableComparator.compareBytes(a, s1, Integer.BYTES, b, s2, Integer.BYTES);
    }

    @Override
    public int compare(IntPair a, IntPair b) {
      return Integer.compare(a.first, b.first);
    }
  }

  static class KeysAsTheyChange extends Reducer<IntPair, IntWritable, Text, Text> {
    @Override
    protected void reduce(IntPair key, Iterable<IntWritable> values, Context context)
        throws IOException, InterruptedException {
      StringBuilder seen = new StringBuilder();
      int from = key.second;
      for (IntWritable value : values) {
        seen.append(' ').append(key.second).append('/').append(value);
      }
      context.write(new Text(key.first + " from " + from), new Text(seen.toString()));
    }
  }

  /** Owns its loop: joins two words to one. */
  static class Neighbours extends Mapper<Text, IntWritable, Text, IntWritable> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      boolean more = context.nextKeyValue();
      while (more) {
        String left = context.getCurrentKey().toString();
        more = context.nextKeyValue();
        String right = more ? context.getCurrentKey().toString() : "";
        context.write(new Text(left + right), new IntWritable(1));
        more = more && context.nextKeyValue(); // asked again behind the end, a chain never answers
      }
    }
  }

  static class Upper extends Mapper<LongWritable, Text, LongWritable, Text> {
    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      if (line.getLength() > 3) {
        context.write(offset, new Text("<" + line + ">"));
      }
    }
  }

  private HadoopPrograms() {}
}
