package dev.tandem.spark.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Spark's JavaWordCount, for all white space. */
final class NativeWordCount implements Program {
  private static final Pattern SPACE = Pattern.compile("[ \t\n\u000B\f\r]+");

  @Override
  public boolean knows(Map<String, String> params) {
    return params.getOrDefault("tokens", "whitespace").equals("whitespace")
        && params.getOrDefault("records", "text").equals("text");
  }

  @Override
  public void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output) {
    spark
        .textFile(String.join(",", inputs))
        .flatMap(line -> Arrays.asList(SPACE.split(line)).iterator())
        .filter(word -> !word.isEmpty())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Long::sum, partitions)
        .map(count -> count._1() + "\t" + count._2())
        .saveAsTextFile(output);
  }
}
