package dev.tandem.mapreduce.api.examples;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Partitioner;
import dev.tandem.mapreduce.api.Reducer;
import java.io.IOException;
import java.util.Comparator;

/** The readings of each year, the hottest first: lines of a year and a temperature. */
public final class SecondarySort {
  /** What is sorted: by year, then by temperature. */
  public record YearAndDegrees(int year, int degrees) {}

  /** Reads a line. */
  public static class Readings extends Mapper<Long, String, YearAndDegrees, Integer> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      String[] cells = line.split(" ");
      int degrees = Integer.parseInt(cells[1]);
      context.write(new YearAndDegrees(Integer.parseInt(cells[0]), degrees), degrees);
    }
  }

  /** All readings of a year go to one reduce task. */
  public static class ByYear extends Partitioner<YearAndDegrees, Integer> {
    @Override
    public int getPartition(YearAndDegrees key, Integer degrees, int numPartitions) {
      return key.year() % numPartitions;
    }
  }

  /** They come to it with the hottest first. */
  public static class HottestFirst implements Comparator<YearAndDegrees> {
    @Override
    public int compare(YearAndDegrees a, YearAndDegrees b) {
      int years = Integer.compare(a.year(), b.year());
      return years != 0 ? years : Integer.compare(b.degrees(), a.degrees());
    }
  }

  /** They are one group, although their keys differ. */
  public static class SameYear implements Comparator<YearAndDegrees> {
    @Override
    public int compare(YearAndDegrees a, YearAndDegrees b) {
      return Integer.compare(a.year(), b.year());
    }
  }

  /** Writes a line for each year; the key follows the values. */
  public static class Lines extends Reducer<YearAndDegrees, Integer, Integer, String> {
    @Override
    protected void reduce(YearAndDegrees key, Iterable<Integer> readings, Context context)
        throws IOException, InterruptedException {
      StringBuilder line = new StringBuilder();
      for (int degrees : readings) {
        boolean same = degrees == context.getCurrentKey().degrees();
        line.append(line.isEmpty() ? "" : " ").append(same ? degrees : "never");
      }
      context.write(key.year(), line.toString());
    }
  }

  public static void main(String[] args) throws InterruptedException {
    MapReduceJob job = MapReduceJob.getInstance(new Configuration(), "secondary sort");
    job.setMapperClass(Readings.class);
    job.setPartitionerClass(ByYear.class);
    job.setSortComparatorClass(HottestFirst.class);
    job.setGroupingComparatorClass(SameYear.class);
    job.setReducerClass(Lines.class);
    job.setNumReduceTasks(2);
    job.addInputPath(args[0]);
    job.setOutputPath(args[1]);
    if (!job.waitForCompletion(true)) {
      throw new IllegalStateException(job.getStatus().getFailureInfo());
    }
  }

  private SecondarySort() {}
}
