package dev.tandem.spark.peer;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** The program of one job. */
interface Program {
  /**
   * Whether it computes what these parameters ask for.
   *
   * @param params as typed
   */
  boolean knows(Map<String, String> params);

  /**
   * Runs it.
   *
   * @param spark the context
   * @param inputs paths of files and folders
   * @param params as typed
   * @param partitions of each shuffle
   * @param output a folder that does not exist
   */
  void run(
      JavaSparkContext spark,
      List<String> inputs,
      Map<String, String> params,
      int partitions,
      String output);
}
