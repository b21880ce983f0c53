package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.InputFormat;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;

/** Inputs with a format and a mapper each: Hadoop's static methods. */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public final class MultipleInputs {
  private MultipleInputs() {}

  /** Adds an input for the job's own mapper. */
  public static void addInputPath(
      MapReduceJob job, String path, Class<? extends InputFormat> format) {
    job.addInputPath(path, format, null);
  }

  /** Adds an input with a mapper. */
  public static void addInputPath(
      MapReduceJob job,
      String path,
      Class<? extends InputFormat> format,
      Class<? extends Mapper> mapper) {
    job.addInputPath(path, format, mapper);
  }
}
