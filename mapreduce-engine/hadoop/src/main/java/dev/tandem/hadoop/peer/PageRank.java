package dev.tandem.hadoop.peer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The textbook program: a file holds each node with its rank and its links; the mapper sends shares
 * along the links and the node itself to its own key, the reducer puts both together for the next
 * iteration.
 */
final class PageRank implements Program {
  private static final String NODE = "pagerank.node";
  private static final String DAMPING = "pagerank.damping";

  @Override
  public boolean knows(Typed params) {
    return params.is("variant", "spark")
        && params.is("separator", "")
        && params.is("columns", "0,1")
        && params.number("iterations", 10) > 0;
  }

  @Override
  public void run(Work work) throws Exception {
    boolean numbers = work.params().text("nodes", "text").equals("number");
    Class<? extends Writable> node = numbers ? LongWritable.class : Text.class;
    Configuration conf = work.conf();
    conf.setClass(NODE, node, Writable.class);
    conf.setDouble(DAMPING, work.params().decimal("damping", 0.85));
    String from = work.temporary("links");
    Work.finish(links(work, node, from));
    int iterations = work.params().number("iterations", 10);
    for (int i = 1; i < iterations; i++) {
      String to = work.temporary("ranks" + i);
      Job job = iteration(work, node, from, to);
      job.setReducerClass(RankReducer.class);
      job.setOutputFormatClass(SequenceFileOutputFormat.class);
      job.setOutputValueClass(Node.class);
      Work.finish(job);
      Path done = new Path(from);
      done.getFileSystem(conf).delete(done, true);
      from = to;
    }
    Job last = iteration(work, node, from, work.output());
    last.setReducerClass(LastReducer.class);
    last.setOutputValueClass(DoubleWritable.class);
    Work.finish(last);
  }

  private static Job links(Work work, Class<?> node, String to) throws IOException {
    Job job = work.job("links", PageRank.class, work.inputs(), to);
    job.setMapperClass(EdgeMapper.class);
    job.setReducerClass(LinksReducer.class);
    job.setMapOutputKeyClass(node);
    job.setMapOutputValueClass(node);
    job.setOutputFormatClass(SequenceFileOutputFormat.class);
    job.setOutputKeyClass(node);
    job.setOutputValueClass(Node.class);
    return job;
  }

  private static Job iteration(Work work, Class<?> node, String from, String to)
      throws IOException {
    Job job = work.job("ranks", PageRank.class, List.of(from), to);
    job.setInputFormatClass(SequenceFileInputFormat.class);
    job.setMapperClass(ShareMapper.class);
    job.setCombinerClass(ShareCombiner.class);
    job.setMapOutputKeyClass(node);
    job.setMapOutputValueClass(Node.class);
    job.setOutputKeyClass(node);
    return job;
  }

  private static WritableComparable<?> newNode(Configuration conf) {
    Class<?> type = conf.getClass(NODE, Text.class);
    return (WritableComparable<?>) ReflectionUtils.newInstance(type, conf);
  }

  /** A node as it travels: a share that it receives, or its rank and its links, or all of these. */
  public static final class Node implements Writable {
    private boolean ranked;
    private double rank;
    private int degree;
    private byte[] links = new byte[0];
    private int length;

    /** A share of somebody's rank. */
    void share(double amount) {
      ranked = true;
      rank = amount;
      degree = 0;
      length = 0;
    }

    /** The links alone. */
    void links(Node of) {
      ranked = false;
      degree = of.degree;
      links(of.links, of.length);
    }

    private void links(byte[] bytes, int count) {
      if (links.length < count) {
        links = new byte[Math.max(count, 2 * links.length)];
      }
      System.arraycopy(bytes, 0, links, 0, count);
      length = count;
    }

    /** Adds up shares; whoever has the links gives them. */
    void add(Node other) {
      if (other.ranked) {
        rank = (ranked ? rank : 0) + other.rank;
        ranked = true;
      }
      if (other.degree > 0) {
        degree = other.degree;
        links(other.links, other.length);
      }
    }

    void clear() {
      ranked = false;
      rank = 0;
      degree = 0;
      length = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(ranked);
      if (ranked) {
        out.writeDouble(rank);
      }
      out.writeInt(degree);
      if (degree > 0) {
        out.writeInt(length);
        out.write(links, 0, length);
      }
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      clear();
      ranked = in.readBoolean();
      rank = ranked ? in.readDouble() : 0;
      degree = in.readInt();
      if (degree > 0) {
        length = in.readInt();
        if (links.length < length) {
          links = new byte[Math.max(length, 2 * links.length)];
        }
        in.readFully(links, 0, length);
      }
    }
  }

  /** Cuts lines into the two ends of an edge. */
  public static final class EdgeMapper extends Mapper<LongWritable, Text, Writable, Writable> {
    private boolean numbers;
    private final Text fromText = new Text();
    private final Text toText = new Text();
    private final LongWritable fromNumber = new LongWritable();
    private final LongWritable toNumber = new LongWritable();

    @Override
    protected void setup(Context context) {
      numbers = context.getConfiguration().getClass(NODE, Text.class) == LongWritable.class;
    }

    @Override
    protected void map(LongWritable position, Text line, Context context)
        throws IOException, InterruptedException {
      String row = line.toString();
      StringTokenizer cells = new StringTokenizer(row, " \t\u000B\f");
      if (row.startsWith("#") || !cells.hasMoreTokens()) {
        return;
      }
      String from = cells.nextToken();
      String to = cells.nextToken();
      if (numbers) {
        fromNumber.set(Long.parseLong(from));
        toNumber.set(Long.parseLong(to));
        context.write(fromNumber, toNumber);
      } else {
        fromText.set(from);
        toText.set(to);
        context.write(fromText, toText);
      }
    }
  }

  /** Each link once; a node with links starts at 1. */
  public static final class LinksReducer extends Reducer<Writable, Writable, Writable, Node> {
    private final Node node = new Node();
    private final DataOutputBuffer links = new DataOutputBuffer();

    @Override
    protected void reduce(Writable from, Iterable<Writable> ends, Context context)
        throws IOException, InterruptedException {
      Set<Object> seen = new HashSet<>();
      links.reset();
      for (Writable end : ends) {
        Object name = end instanceof LongWritable number ? number.get() : end.toString();
        if (seen.add(name)) {
          end.write(links);
        }
      }
      node.share(1);
      node.degree = seen.size();
      node.links(links.getData(), links.getLength());
      context.write(from, node);
    }
  }

  /** Sends shares along the links, and the links to their own node. */
  public static final class ShareMapper extends Mapper<Writable, Node, Writable, Node> {
    private final Node share = new Node();
    private final Node structure = new Node();
    private final DataInputBuffer links = new DataInputBuffer();
    private WritableComparable<?> to;

    @Override
    protected void setup(Context context) {
      to = newNode(context.getConfiguration());
    }

    @Override
    protected void map(Writable from, Node node, Context context)
        throws IOException, InterruptedException {
      if (node.degree == 0) {
        return;
      }
      if (node.ranked) {
        share.share(node.rank / node.degree);
        links.reset(node.links, node.length);
        for (int i = 0; i < node.degree; i++) {
          to.readFields(links);
          context.write(to, share);
        }
      }
      structure.links(node);
      context.write(from, structure);
    }
  }

  /** Adds up shares on the map side. */
  public static final class ShareCombiner extends Reducer<Writable, Node, Writable, Node> {
    private final Node sum = new Node();

    @Override
    protected void reduce(Writable node, Iterable<Node> parts, Context context)
        throws IOException, InterruptedException {
      sum.clear();
      for (Node part : parts) {
        sum.add(part);
      }
      context.write(node, sum);
    }
  }

  /** The new rank of a node beside its links. */
  public static final class RankReducer extends Reducer<Writable, Node, Writable, Node> {
    private final Node sum = new Node();
    private double damping;

    @Override
    protected void setup(Context context) {
      damping = context.getConfiguration().getDouble(DAMPING, 0);
    }

    @Override
    protected void reduce(Writable node, Iterable<Node> parts, Context context)
        throws IOException, InterruptedException {
      sum.clear();
      for (Node part : parts) {
        sum.add(part);
      }
      sum.rank = 1 - damping + damping * sum.rank;
      context.write(node, sum);
    }
  }

  /** The ranks of those that have one. */
  public static final class LastReducer extends Reducer<Writable, Node, Writable, DoubleWritable> {
    private final DoubleWritable rank = new DoubleWritable();
    private double damping;

    @Override
    protected void setup(Context context) {
      damping = context.getConfiguration().getDouble(DAMPING, 0);
    }

    @Override
    protected void reduce(Writable node, Iterable<Node> parts, Context context)
        throws IOException, InterruptedException {
      double sum = 0;
      boolean ranked = false;
      for (Node part : parts) {
        sum += part.rank;
        ranked |= part.ranked;
      }
      if (ranked) {
        rank.set(1 - damping + damping * sum);
        context.write(node, rank);
      }
    }
  }
}
