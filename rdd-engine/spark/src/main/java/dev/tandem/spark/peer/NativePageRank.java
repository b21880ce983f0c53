package dev.tandem.spark.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/** Spark's JavaPageRank. */
final class NativePageRank implements Program {
  @Override
  public boolean knows(Map<String, String> params) {
    return params.getOrDefault("variant", "spark").equals("spark");
  }

  @Override
  public void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output) {
    Edges edges = new Edges(inputs, params, partitions);
    if (params.getOrDefault("nodes", "text").equals("number")) {
      rank(edges, edges.read(spark, Long::valueOf), params, output);
    } else {
      rank(edges, edges.read(spark, node -> node), params, output);
    }
  }

  /** How edges are read. */
  private record Edges(List<String> inputs, Map<String, String> params, int partitions) {
    <N> JavaPairRDD<N, N> read(JavaSparkContext spark, Function<String, N> parse) {
      String separator = params.getOrDefault("separator", "").replace("\\t", "\t");
      Pattern cut =
          Pattern.compile(separator.isEmpty() ? "[ \t\n\u000B\f\r]+" : Pattern.quote(separator));
      int[] columns =
          Arrays.stream(params.getOrDefault("columns", "0,1").split(",", -1))
              .mapToInt(Integer::parseInt)
              .toArray();
      return spark
          .textFile(String.join(",", inputs))
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .mapToPair(
              line -> {
                String[] cells = cut.split(separator.isEmpty() ? line.strip() : line, -1);
                return new Tuple2<>(parse.call(cells[columns[0]]), parse.call(cells[columns[1]]));
              });
    }
  }

  private static <N> void rank(
      Edges edges, JavaPairRDD<N, N> read, Map<String, String> params, String output) {
    double damping = Double.parseDouble(params.getOrDefault("damping", "0.85"));
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    JavaPairRDD<N, Iterable<N>> links =
        read.distinct(edges.partitions()).groupByKey(edges.partitions()).cache();
    JavaPairRDD<N, Double> ranks = links.mapValues(to -> 1.0);
    for (int i = 0; i < iterations; i++) {
      ranks =
          links
              .join(ranks)
              .values()
              .flatMapToPair(
                  node -> {
                    int count = 0;
                    for (N ignored : node._1()) {
                      count++;
                    }
                    List<Tuple2<N, Double>> shares = new ArrayList<>(count);
                    for (N to : node._1()) {
                      shares.add(new Tuple2<>(to, node._2() / count));
                    }
                    return shares.iterator();
                  })
              .reduceByKey(Double::sum, edges.partitions())
              .mapValues(sum -> 1 - damping + damping * sum);
    }
    ranks.map(rank -> rank._1() + "\t" + rank._2()).saveAsTextFile(output);
    links.unpersist();
  }
}
