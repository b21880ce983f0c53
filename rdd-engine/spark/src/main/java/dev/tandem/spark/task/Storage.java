package dev.tandem.spark.task;

import dev.tandem.contract.io.FileStore;
import dev.tandem.hadoopfiles.HadoopFiles;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Files as a process of Spark finds them: a storage as such cannot travel. */
public final class Storage {
  private Storage() {}

  /** All storages that Hadoop knows with this configuration. */
  public static FileStore files(SparkConf conf) {
    return HadoopFiles.of(SparkHadoopUtil.get().newConfiguration(conf));
  }

  /** The same in a task. */
  static FileStore files() {
    return OfExecutor.FILES;
  }

  /** One for all tasks of the process. */
  private static final class OfExecutor {
    private static final FileStore FILES = Storage.files(SparkEnv.get().conf());
  }
}
