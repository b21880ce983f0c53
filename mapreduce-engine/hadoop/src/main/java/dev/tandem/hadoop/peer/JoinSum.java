package dev.tandem.hadoop.peer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Partitioner;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.MultipleInputs;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;

/**
 * A join on the reduce side: both tables are tagged and sorted by key, the right rows of a key
 * first (they are held in memory), and what a key adds to each of its groups goes to a second job,
 * which adds it up.
 */
final class JoinSum implements Program {
  private static final String KEY = "join.%s.key";
  private static final String OUT = "join.%s.out";
  private static final String SEPARATOR = "join.%s.separator";

  @Override
  public boolean knows(Typed params) {
    return isPlain(params, "left")
        && isPlain(params, "right")
        && params.is("null-keys", "match")
        && params.is("strategy", "shuffle");
  }

  /** Cells that are cut at a separator, one column each for key and cell, no header. */
  private static boolean isPlain(Typed params, String side) {
    return !params.is(side + "-format", "csv")
        && params.is(side + "-header", "false")
        && params.text(side + "-key", "0").matches("\\d+")
        && params.text(side + "-out", "").matches("\\d+");
  }

  @Override
  public void run(Work work) throws Exception {
    String joined = work.temporary("joined");
    Work.finish(join(work, joined));
    Job sum = work.job("sum", JoinSum.class, List.of(joined), work.output());
    sum.setInputFormatClass(SequenceFileInputFormat.class);
    sum.setMapperClass(Mapper.class);
    sum.setCombinerClass(SumCombiner.class);
    sum.setReducerClass(SumReducer.class);
    sum.setMapOutputKeyClass(Text.class);
    sum.setMapOutputValueClass(DoubleWritable.class);
    sum.setOutputKeyClass(Text.class);
    sum.setOutputValueClass(Text.class);
    Work.finish(sum);
  }

  private static Job join(Work work, String joined) throws IOException {
    Job job = work.job("join", JoinSum.class, List.of(), joined);
    Configuration conf = job.getConfiguration();
    Typed params = work.params();
    for (String side : List.of("left", "right")) {
      conf.setInt(String.format(KEY, side), params.number(side + "-key", 0));
      conf.setInt(String.format(OUT, side), params.number(side + "-out", 0));
      String typed = params.text(side + "-format", ",");
      conf.set(String.format(SEPARATOR, side), typed.equals("\\t") ? "\t" : typed);
    }
    MultipleInputs.addInputPath(
        job, new Path(params.text("left", "")), TextInputFormat.class, LeftMapper.class);
    MultipleInputs.addInputPath(
        job, new Path(params.text("right", "")), TextInputFormat.class, RightMapper.class);
    job.setMapOutputKeyClass(TaggedKey.class);
    job.setMapOutputValueClass(Text.class);
    job.setPartitionerClass(KeyPartitioner.class);
    job.setGroupingComparatorClass(KeyGroups.class);
    job.setReducerClass(JoinReducer.class);
    job.setOutputFormatClass(SequenceFileOutputFormat.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(DoubleWritable.class);
    return job;
  }

  /** A join key and which table it comes from. */
  public static final class TaggedKey implements WritableComparable<TaggedKey> {
    private final Text key = new Text();
    private boolean left;

    void set(String text, boolean fromLeft) {
      key.set(text);
      left = fromLeft;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      key.write(out);
      out.writeBoolean(left);
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      key.readFields(in);
      left = in.readBoolean();
    }

    /** The right rows first. */
    @Override
    public int compareTo(TaggedKey other) {
      int c = key.compareTo(other.key);
      return c != 0 ? c : Boolean.compare(left, other.left);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TaggedKey that && key.equals(that.key) && left == that.left;
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  /** Both tables of a key meet. */
  public static final class KeyPartitioner extends Partitioner<TaggedKey, Text> {
    @Override
    public int getPartition(TaggedKey key, Text value, int partitions) {
      return (key.hashCode() & Integer.MAX_VALUE) % partitions;
    }
  }

  /** One call of reduce for both tables. */
  public static final class KeyGroups extends WritableComparator {
    /** For Hadoop. */
    public KeyGroups() {
      super(TaggedKey.class, true);
    }

    @Override
    public int compare(Object a, Object b) {
      return ((TaggedKey) a).key.compareTo(((TaggedKey) b).key);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Hadoop declares it
    public int compare(WritableComparable a, WritableComparable b) {
      return compare((Object) a, (Object) b);
    }
  }

  private abstract static class TableMapper extends Mapper<LongWritable, Text, TaggedKey, Text> {
    private final String side;
    private final TaggedKey key = new TaggedKey();
    private final Text cell = new Text();
    private Pattern separator;
    private int keyColumn;
    private int outColumn;

    TableMapper(String side) {
      this.side = side;
    }

    @Override
    protected void setup(Context context) {
      Configuration conf = context.getConfiguration();
      separator = Pattern.compile(conf.get(String.format(SEPARATOR, side)), Pattern.LITERAL);
      keyColumn = conf.getInt(String.format(KEY, side), 0);
      outColumn = conf.getInt(String.format(OUT, side), 0);
    }

    @Override
    protected void map(LongWritable position, Text line, Context context)
        throws IOException, InterruptedException {
      String row = line.toString();
      if (row.isEmpty()) {
        return;
      }
      String[] cells = separator.split(row, -1);
      String value = cells[outColumn];
      if (accepts(value)) {
        key.set(cells[keyColumn], side.equals("left"));
        cell.set(value);
        context.write(key, cell);
      }
    }

    abstract boolean accepts(String value);
  }

  /** Rows with a number. */
  public static final class LeftMapper extends TableMapper {
    private static final Pattern DECIMAL =
        Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    /** For Hadoop. */
    public LeftMapper() {
      super("left");
    }

    @Override
    boolean accepts(String value) {
      return DECIMAL.matcher(value).matches();
    }
  }

  /** All rows. */
  public static final class RightMapper extends TableMapper {
    /** For Hadoop. */
    public RightMapper() {
      super("right");
    }

    @Override
    boolean accepts(String value) {
      return true;
    }
  }

  /** What a key adds to each of its groups. */
  public static final class JoinReducer extends Reducer<TaggedKey, Text, Text, DoubleWritable> {
    private final Text group = new Text();
    private final DoubleWritable sum = new DoubleWritable();

    @Override
    protected void reduce(TaggedKey key, Iterable<Text> rows, Context context)
        throws IOException, InterruptedException {
      List<String> groups = new ArrayList<>();
      double all = 0;
      boolean matched = false;
      for (Text row : rows) {
        if (key.left) {
          all += Double.parseDouble(row.toString());
          matched = true;
        } else {
          groups.add(row.toString());
        }
      }
      sum.set(all);
      for (int i = 0; matched && i < groups.size(); i++) {
        group.set(groups.get(i));
        context.write(group, sum);
      }
    }
  }

  private static double total(Iterable<DoubleWritable> numbers) {
    double sum = 0;
    for (DoubleWritable number : numbers) {
      sum += number.get();
    }
    return sum;
  }

  /** Adds up on the map side. */
  public static final class SumCombiner
      extends Reducer<Text, DoubleWritable, Text, DoubleWritable> {
    private final DoubleWritable sum = new DoubleWritable();

    @Override
    protected void reduce(Text group, Iterable<DoubleWritable> numbers, Context context)
        throws IOException, InterruptedException {
      sum.set(total(numbers));
      context.write(group, sum);
    }
  }

  /** Adds up, and prints the group as the answer wants it. */
  public static final class SumReducer extends Reducer<Text, DoubleWritable, Text, Text> {
    private final Text name = new Text();
    private final Text sum = new Text();

    @Override
    protected void reduce(Text group, Iterable<DoubleWritable> numbers, Context context)
        throws IOException, InterruptedException {
      name.set(group.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r"));
      sum.set(Double.toString(total(numbers)));
      context.write(name, sum);
    }
  }
}
