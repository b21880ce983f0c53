package dev.tandem.hadoop.natives;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Partitioner;
import dev.tandem.mapreduce.api.RawComparator;
import dev.tandem.mapreduce.api.Reducer;
import dev.tandem.mapreduce.api.WritableComparator;
import java.io.IOException;
import java.util.StringTokenizer;

/** The programs of {@link HadoopPrograms}, for this engine: the same text without Writables. */
final class TandemPrograms {
  enum Lines {
    SEEN
  }

  static class Tokens extends Mapper<Long, String, String, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.getCounter(Lines.SEEN).increment(1);
      context.getCounter("words", "bytes").increment(line.length());
      StringTokenizer words = new StringTokenizer(line);
      while (words.hasMoreTokens()) {
        context.write(words.nextToken(), 1);
      }
    }
  }

  static class Sum extends Reducer<String, Integer, String, Integer> {
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

  record IntPair(int first, int second) {}

  /** Eight bytes, in the order of the pairs. */
  enum PairCodec implements Codec<IntPair> {
    CODEC;

    @Override
    public void write(IntPair pair, Output out) {
      out.writeFixed32(pair.first() ^ Integer.MIN_VALUE);
      out.writeFixed32(pair.second() ^ Integer.MIN_VALUE);
    }

    @Override
    public IntPair read(Input in) {
      int first = in.readFixed32() ^ Integer.MIN_VALUE;
      return new IntPair(first, in.readFixed32() ^ Integer.MIN_VALUE);
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public boolean ordered() {
      return true;
    }

    @Override
    public int hash(IntPair pair) {
      return pair.hashCode();
    }
  }

  static class Pairs extends Mapper<Long, String, IntPair, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.split(" ");
      int second = Integer.parseInt(cells[1]);
      context.write(new IntPair(Integer.parseInt(cells[0]), second), second);
    }
  }

  static class ByFirst extends Partitioner<IntPair, Integer> {
    @Override
    public int getPartition(IntPair key, Integer value, int numPartitions) {
      return Math.abs(key.first() * 127) % numPartitions;
    }
  }

  static class SameFirst implements RawComparator<IntPair> {
    @Override
    public int compare(byte[] b1, int s1, int l1, byte[] b2, int s2, int l2) {
      return WritableComparator.compareBytes(b1, s1, Integer.BYTES, b2, s2, Integer.BYTES);
    }

    @Override
    public int compare(IntPair a, IntPair b) {
      return Integer.compare(a.first(), b.first());
    }
  }

  static class KeysAsTheyChange extends Reducer<IntPair, Integer, String, String> {
    @Override
    protected void reduce(IntPair key, Iterable<Integer> values, Context context)
        throws IOException, InterruptedException {
      StringBuilder seen = new StringBuilder();
      for (int value : values) {
        seen.append(' ').append(context.getCurrentKey().second()).append('/').append(value);
      }
      context.write(key.first() + " from " + key.second(), seen.toString());
    }
  }

  /** Owns its loop: joins two words to one. */
  static class Neighbours extends Mapper<String, Integer, String, Integer> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      boolean more = context.nextKeyValue();
      while (more) {
        String left = context.getCurrentKey();
        more = context.nextKeyValue();
        String right = more ? context.getCurrentKey() : "";
        context.write(left + right, 1);
        more = more && context.nextKeyValue();
      }
    }
  }

  static class Upper extends Mapper<Long, String, Long, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      if (line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 3) {
        context.write(offset, "<" + line + ">");
      }
    }
  }

  /** Four bytes, as IntWritable has. */
  enum FourBytes implements Codec<Integer> {
    CODEC;

    @Override
    public void write(Integer value, Output out) {
      out.writeFixed32(value);
    }

    @Override
    public Integer read(Input in) {
      return in.readFixed32();
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(Integer value) {
      return value;
    }
  }

  private TandemPrograms() {}
}
