package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.formats.TextSink;

/** Where a job writes, and how its files are compressed: Hadoop's static methods. */
public final class FileOutputFormat {
  /** Whether output files are compressed. */
  public static final String COMPRESS = "mapreduce.output.fileoutputformat.compress";

  /** By what. */
  public static final String COMPRESS_CODEC = "mapreduce.output.fileoutputformat.compress.codec";

  /**
   * Which of Hadoop's algorithms makes output visible: 1 with the job, 2 with each task, so that a
   * job that fails leaves what its tasks had committed. Neither if it is not set: one rename.
   */
  public static final String COMMITTER_VERSION = "mapreduce.fileoutputcommitter.algorithm.version";

  private FileOutputFormat() {}

  /** The folder that the job creates; it must not exist. */
  public static void setOutputPath(MapReduceJob job, String path) {
    job.setOutputPath(path);
  }

  /** The folder that the job creates, or null. */
  public static String getOutputPath(MapReduceJob job) {
    return job.getOutputPath();
  }

  /** Whether output files are compressed: as gzip unless another codec is set. */
  public static void setCompressOutput(MapReduceJob job, boolean compress) {
    job.getConfiguration().setBoolean(COMPRESS, compress);
  }

  /** The options with the committer that the job has chosen, if it has. */
  static RunOptions committed(RunOptions options, Configuration conf) {
    String version = conf.get(COMMITTER_VERSION);
    if (version == null) {
      return options;
    } else if (!version.equals("1") && !version.equals("2")) {
      throw new IllegalArgumentException(
          COMMITTER_VERSION + " is '" + version + "', it must be 1 or 2");
    }
    return options.withConf("committer", "hadoop-v" + version);
  }

  static TextSink compressed(TextSink lines, Configuration conf) {
    if (!conf.getBoolean(COMPRESS, false)) {
      return lines;
    }
    String codec = conf.get(COMPRESS_CODEC, "gzip");
    return switch (codec.substring(codec.lastIndexOf('.') + 1)) {
      case "gzip", "GzipCodec" -> lines.gzip();
      case "bzip2", "BZip2Codec" -> lines.bzip2();
      case "zstd", "ZStandardCodec" -> lines.zstd();
      default ->
          throw new IllegalArgumentException(
              COMPRESS_CODEC + " is '" + codec + "', it must be gzip, bzip2 or zstd");
    };
  }
}
