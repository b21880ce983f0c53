package dev.tandem.mapreduce.api;

/** What a job reads, and how it is cut: Hadoop's static methods. */
public final class FileInputFormat {
  /** The least size of a split in bytes. */
  public static final String SPLIT_MINSIZE = "mapreduce.input.fileinputformat.split.minsize";

  /** The greatest size of a split in bytes. */
  public static final String SPLIT_MAXSIZE = "mapreduce.input.fileinputformat.split.maxsize";

  private FileInputFormat() {}

  /** Adds a file or a folder to what the job reads. */
  public static void addInputPath(MapReduceJob job, String path) {
    job.addInputPath(path);
  }

  /** The least size of a split in bytes; 0, Hadoop's default, says no more than 1. */
  public static void setMinInputSplitSize(MapReduceJob job, long bytes) {
    job.getConfiguration().setLong(SPLIT_MINSIZE, bytes);
  }

  /** The greatest size of a split in bytes. */
  public static void setMaxInputSplitSize(MapReduceJob job, long bytes) {
    job.getConfiguration().setLong(SPLIT_MAXSIZE, bytes);
  }
}
