package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Reducer;

/** Mappers behind the reducer of each reduce task: Hadoop's static methods. */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in Hadoop
public final class ChainReducer {
  private ChainReducer() {}

  /** Sets the reducer. */
  public static void setReducer(MapReduceJob job, Class<? extends Reducer> reducer) {
    job.setReducerClass(reducer);
  }

  /** Puts a mapper behind the reducer and the mappers that are there. */
  public static void addMapper(MapReduceJob job, Class<? extends Mapper> mapper) {
    job.addMapperBehindReducer(mapper);
  }
}
