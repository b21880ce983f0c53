package dev.tandem.spark.peer;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Binary rows in the order of their bytes. */
final class NativeTeraSort implements Program {
  private static final int ROW = 100;

  @Override
  public boolean knows(Map<String, String> params) {
    return true;
  }

  @Override
  public void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output) {
    JavaRDD<byte[]> rows =
        inputs.stream()
            .map(input -> spark.binaryRecords(input, ROW))
            .reduce(JavaRDD::union)
            .orElseThrow();
    rows.mapToPair(row -> new Tuple2<>(row, 0))
        .sortByKey((Comparator<byte[]> & Serializable) Arrays::compareUnsigned, true, partitions)
        .mapToPair(row -> new Tuple2<>(new BytesWritable(row._1()), NullWritable.get()))
        .saveAsNewAPIHadoopFile(
            output, BytesWritable.class, NullWritable.class, RawOutputFormat.class);
  }
}
