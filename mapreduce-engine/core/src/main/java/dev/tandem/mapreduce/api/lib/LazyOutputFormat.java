package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.OutputFormat;

/** No part file where nothing was written: Hadoop's static method. */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public final class LazyOutputFormat {
  private LazyOutputFormat() {}

  /** Sets the format of the output. */
  public static void setOutputFormatClass(MapReduceJob job, Class<? extends OutputFormat> format) {
    job.setLazyOutputFormatClass(format);
  }
}
