package dev.tandem.hadoop.peer;

import java.io.BufferedReader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/**
 * Lloyd's algorithm, a job for each iteration: the centres travel in the configuration, the mapper
 * finds the nearest one, combiner and reducer add up.
 */
final class KMeans implements Program {
  private static final String CENTRES = "kmeans.centres";
  private static final double UNCHANGED = 1e-12;

  @Override
  public boolean knows(Typed params) {
    return params.is("separator", "") && params.is("columns", "") && params.is("header", "false");
  }

  @Override
  public void run(Work work) throws Exception {
    double[][] centres = first(work);
    int rounds = 0;
    boolean moved = centres.length > 0;
    while (moved && rounds < work.params().number("iterations", 10)) {
      List<Sum> sums = pass(work, centres, "round" + rounds);
      double[][] next = centres.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] = sums.get(i).count == 0 ? centres[i] : sums.get(i).mean();
      }
      moved = differ(centres, next);
      centres = next;
      rounds++;
    }
    List<Sum> sums = centres.length == 0 ? List.of() : pass(work, centres, "sizes");
    print(work, centres, sums, rounds);
  }

  /** The first k distinct points in the order of the files. */
  private static double[][] first(Work work) throws IOException {
    int k = work.params().number("k", 10);
    Set<List<Double>> seen = new HashSet<>();
    List<double[]> centres = new ArrayList<>();
    Job listing = work.job("list", KMeans.class, work.inputs(), work.temporary("list"));
    for (FileStatus file : new Files().of(listing)) {
      FileSystem files = file.getPath().getFileSystem(work.conf());
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(files.open(file.getPath()), StandardCharsets.UTF_8))) {
        for (String line = in.readLine();
            line != null && centres.size() < k;
            line = in.readLine()) {
          double[] point = point(line);
          if (point.length > 0 && seen.add(Arrays.stream(point).mapToObj(x -> x + 0.0).toList())) {
            centres.add(point);
          }
        }
      }
    }
    return centres.toArray(double[][]::new);
  }

  /** Opens what Hadoop keeps to itself: the files that a job will read. */
  private static final class Files extends TextInputFormat {
    List<FileStatus> of(Job job) throws IOException {
      List<FileStatus> files = new ArrayList<>(listStatus(job));
      files.sort((a, b) -> a.getPath().compareTo(b.getPath()));
      return files;
    }
  }

  private static double[] point(String line) {
    StringTokenizer cells = new StringTokenizer(line, " \t\u000B\f");
    double[] point = new double[cells.countTokens()];
    for (int i = 0; i < point.length; i++) {
      point[i] = Double.parseDouble(cells.nextToken());
    }
    return point;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static boolean differ(double[][] before, double[][] after) {
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < before[i].length; j++) {
        double larger = Math.max(Math.abs(before[i][j]), Math.abs(after[i][j]));
        if (Math.abs(before[i][j] - after[i][j]) > UNCHANGED * larger) {
          return true;
        }
      }
    }
    return false;
  }

  /** One job: what belongs to each centre. */
  private static List<Sum> pass(Work work, double[][] centres, String name) throws Exception {
    Path to = new Path(work.temporary(name));
    Job job = work.job("kmeans " + name, KMeans.class, work.inputs(), to.toString());
    job.setNumReduceTasks(1);
    job.getConfiguration().set(CENTRES, join(centres));
    job.setMapperClass(NearestMapper.class);
    job.setCombinerClass(SumReducer.class);
    job.setReducerClass(SumReducer.class);
    job.setOutputKeyClass(IntWritable.class);
    job.setOutputValueClass(Sum.class);
    Work.finish(job);
    FileSystem files = to.getFileSystem(work.conf());
    List<Sum> sums = new ArrayList<>();
    for (int i = 0; i < centres.length; i++) {
      sums.add(new Sum());
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                files.open(new Path(to, "part-r-00000")), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split("\t", -1);
        sums.get(Integer.parseInt(cells[0])).parse(cells[1]);
      }
    }
    files.delete(to, true);
    return sums;
  }

  private static String join(double[][] centres) {
    StringJoiner all = new StringJoiner(";");
    for (double[] centre : centres) {
      all.add(Arrays.stream(centre).mapToObj(Double::toString).collect(Collectors.joining(" ")));
    }
    return all.toString();
  }

  private static void print(Work work, double[][] centres, List<Sum> sums, int rounds)
      throws IOException {
    Path file = new Path(work.output(), "part-r-00000");
    FileSystem files = file.getFileSystem(work.conf());
    double cost = 0;
    try (PrintWriter out =
        new PrintWriter(
            new OutputStreamWriter(files.create(file, false), StandardCharsets.UTF_8))) {
      for (int i = 0; i < centres.length; i++) {
        String coordinates =
            Arrays.stream(centres[i]).mapToObj(Double::toString).collect(Collectors.joining(","));
        out.print(String.format(Locale.ROOT, "centre:%02d\t%s\n", i, coordinates));
        out.print(String.format(Locale.ROOT, "size:%02d\t%d\n", i, sums.get(i).count));
        cost += sums.get(i).cost;
      }
      if (centres.length > 0) {
        out.print("cost\t" + cost + "\nrounds\t" + rounds + "\n");
      }
    }
  }

  /** What has been added up for a centre. */
  public static final class Sum implements Writable {
    private double[] sums = new double[0];
    private long count;
    private double cost;

    private void clear() {
      Arrays.fill(sums, 0);
      count = 0;
      cost = 0;
    }

    private void one(double[] point, double distance) {
      sums = point;
      count = 1;
      cost = distance;
    }

    private void add(Sum other) {
      if (sums.length != other.sums.length) {
        sums = Arrays.copyOf(sums, other.sums.length);
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.sums[i];
      }
      count += other.count;
      cost += other.cost;
    }

    private double[] mean() {
      return Arrays.stream(sums).map(sum -> sum / count).toArray();
    }

    private void parse(String text) {
      String[] cells = text.split(" ", -1);
      count = Long.parseLong(cells[0]);
      cost = Double.parseDouble(cells[1]);
      sums = Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(count);
      out.writeDouble(cost);
      out.writeInt(sums.length);
      for (double sum : sums) {
        out.writeDouble(sum);
      }
    }

    @Override
    public void readFields(DataInput in) throws IOException {
      count = in.readLong();
      cost = in.readDouble();
      int length = in.readInt();
      if (sums.length != length) {
        sums = new double[length];
      }
      for (int i = 0; i < length; i++) {
        sums[i] = in.readDouble();
      }
    }

    @Override
    public String toString() {
      return count
          + " "
          + cost
          + " "
          + Arrays.stream(sums).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
  }

  /** Emits each point for its nearest centre; the lowest one of several. */
  public static final class NearestMapper extends Mapper<LongWritable, Text, IntWritable, Sum> {
    private final IntWritable centre = new IntWritable();
    private final Sum sum = new Sum();
    private double[][] centres;

    @Override
    protected void setup(Context context) {
      Configuration conf = context.getConfiguration();
      centres =
          Arrays.stream(conf.get(CENTRES).split(";", -1))
              .map(KMeans::point)
              .toArray(double[][]::new);
    }

    @Override
    protected void map(LongWritable position, Text line, Context context)
        throws IOException, InterruptedException {
      double[] point = point(line.toString());
      if (point.length == 0) {
        return;
      }
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < centres.length; i++) {
        double distance = distance(centres[i], point);
        if (distance < least) {
          least = distance;
          centre.set(i);
        }
      }
      sum.one(point, least);
      context.write(centre, sum);
    }
  }

  /** Adds up what belongs to a centre. */
  public static final class SumReducer extends Reducer<IntWritable, Sum, IntWritable, Sum> {
    private final Sum sum = new Sum();

    @Override
    protected void reduce(IntWritable centre, Iterable<Sum> parts, Context context)
        throws IOException, InterruptedException {
      sum.clear();
      for (Sum part : parts) {
        sum.add(part);
      }
      context.write(centre, sum);
    }
  }
}
