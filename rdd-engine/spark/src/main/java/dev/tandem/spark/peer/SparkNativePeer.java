package dev.tandem.spark.peer;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.spark.SparkContexts;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark as its own users know it: the RDD interface for Java, its file formats, Kryo. */
public final class SparkNativePeer implements Peer {
  private static final Map<String, Program> PROGRAMS =
      Map.of(
          "wordcount", new NativeWordCount(),
          "terasort", new NativeTeraSort(),
          "join-sum", new NativeJoinSum(),
          "pagerank", new NativePageRank(),
          "kmeans", new NativeKMeans());

  @Override
  public String name() {
    return "spark-native";
  }

  @Override
  public String describe() {
    return "a program for Apache Spark as its own users write it: RDDs in Java, Kryo";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    Program program = PROGRAMS.get(job);
    return program != null && program.knows(params);
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options) {
    RunOptions own =
        options
            .withConf("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .withConf("spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive", "true");
    JavaSparkContext spark = SparkContexts.acquire("native " + job, own);
    try {
      PROGRAMS.get(job).run(spark, inputs, params, own.defaultPartitions(), own.output());
    } finally {
      SparkContexts.release(spark);
    }
  }
}
