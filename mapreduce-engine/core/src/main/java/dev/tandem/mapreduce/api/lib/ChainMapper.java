package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;

/** Several mappers in each map task: Hadoop's static method. */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public final class ChainMapper {
  private ChainMapper() {}

  /** Puts a mapper behind the others; the first one takes the place of the job's mapper. */
  public static void addMapper(MapReduceJob job, Class<? extends Mapper> mapper) {
    job.addMapperToChain(mapper);
  }
}
