package dev.tandem.spark.peer;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** An inner join, then sums by group. */
final class NativeJoinSum implements Program {
  @Override
  public boolean knows(Map<String, String> params) {
    return params.getOrDefault("strategy", "shuffle").equals("shuffle");
  }

  @Override
  public void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output) {
    boolean nulls = params.getOrDefault("null-keys", "match").equals("match");
    JavaPairRDD<String, Double> numbers =
        TextTable.of(params, "left")
            .read(spark, nulls)
            .mapValues(NativeJoinSum::number)
            .filter(row -> !row._2().isNaN());
    JavaPairRDD<String, String> groups = TextTable.of(params, "right").read(spark, nulls);
    numbers
        .join(groups, partitions)
        .mapToPair(match -> new Tuple2<>(match._2()._2(), match._2()._1()))
        .reduceByKey(Double::sum, partitions)
        .map(sum -> TextTable.escape(sum._1()) + "\t" + sum._2())
        .saveAsTextFile(output);
  }

  /** What is no plain decimal number counts for nothing. */
  private static Double number(String text) {
    String trimmed = text.trim();
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.valueOf(trimmed);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
