package dev.tandem.spark;

import org.apache.spark.SparkConf;

/** A configuration for contexts of tests. */
final class LocalSpark {
  private LocalSpark() {}

  static SparkConf conf(String master) {
    return new SparkConf(false)
        .setMaster(master)
        .setAppName("test")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "localhost")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }
}
