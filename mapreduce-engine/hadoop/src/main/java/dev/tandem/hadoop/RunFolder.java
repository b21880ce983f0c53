package dev.tandem.hadoop;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.hadoop.task.JobFolder;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.File;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.mapreduce.MRConfig;

/**
 * Where a run keeps what its jobs exchange: its scratch folder, or a folder of the user's staging
 * area on the cluster, which nobody else can look into. Thread-safe.
 */
final class RunFolder {
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  private static final int DELETE_ATTEMPTS = 20;
  private static final long DELETE_PAUSE_NANOS = 100_000_000;
  private static final String TMP = "hadoop.tmp.dir";

  private final Cluster cluster;
  private final String run;
  private final String path;

  /** Whom Hadoop has promised to remove the folder when this process ends; null for nobody. */
  private final FileSystem promised;

  private int jobs;

  private RunFolder(Cluster cluster, String run, String path, FileSystem promised) {
    this.cluster = cluster;
    this.run = run;
    this.path = path;
    this.promised = promised;
  }

  static RunFolder create(Cluster cluster, Configuration conf) throws IOException {
    String run = UUID.randomUUID().toString();
    if (Settings.isLocal(conf)) {
      String scratch = new File(ResultStore.inScratch(cluster)).getAbsolutePath();
      conf.set(TMP, scratch + "/hadoop");
      return new RunFolder(cluster, run, scratch, null);
    }
    return below(stagingArea(conf), cluster, run, conf);
  }

  /** A folder of the run in a staging area, which also goes when this process is ended early. */
  static RunFolder below(Path area, Cluster cluster, String run, Configuration conf)
      throws IOException {
    Path folder = new Path(area, "tandem-" + run);
    FileSystem files = folder.getFileSystem(conf);
    FileSystem.mkdirs(files, folder, OWNER_ONLY);
    files.deleteOnExit(folder);
    return new RunFolder(cluster, run, JobFolder.plain(files.makeQualified(folder)), files);
  }

  private static Path stagingArea(Configuration conf) throws IOException {
    org.apache.hadoop.mapreduce.Cluster hadoop = new org.apache.hadoop.mapreduce.Cluster(conf);
    try {
      return hadoop.getStagingAreaDir();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + conf.get(MRConfig.FRAMEWORK_NAME), e);
    } finally {
      hadoop.close();
    }
  }

  /** The run's name. */
  String run() {
    return run;
  }

  String path() {
    return path;
  }

  /** A folder for the next job. */
  synchronized JobFolder next() {
    return new JobFolder(path + "/job" + jobs++);
  }

  /**
   * What cannot be removed is a warning: the run does not depend on it. Tasks of a local runner
   * that was stopped may still be writing here, so that a folder that was just emptied is not
   * empty.
   */
  void delete() {
    Exception failure = null;
    for (int attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
      try {
        cluster.files().delete(path);
        if (promised != null) {
          promised.cancelDeleteOnExit(promised.makeQualified(new Path(path)));
        }
        return;
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
      LockSupport.parkNanos(DELETE_PAUSE_NANOS);
    }
    cluster.log().warn("cannot remove " + path + ": " + Failures.describe(failure));
  }
}
