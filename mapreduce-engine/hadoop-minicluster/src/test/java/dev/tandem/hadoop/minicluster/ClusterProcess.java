package dev.tandem.hadoop.minicluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;

/**
 * HDFS with two data nodes and YARN, in a process of their own. Writes its configuration for
 * clients and says so; when its standard input ends, however that comes about, it ends all that it
 * has started and itself.
 */
public final class ClusterProcess {
  static final String READY = "the cluster is ready";

  private ClusterProcess() {}

  /**
   * @param args the folder for everything, which is also the working folder
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Thread watch = new Thread(ClusterProcess::endWithInput, "end with the standard input");
    watch.setDaemon(true);
    watch.start();
    try {
      start(folder);
      System.out.println(READY);
      watch.join();
    } finally {
      end();
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written to it.
      }
    } catch (IOException closed) {
      end();
    }
    end();
  }

  /** An orderly stop takes half a minute and keeps nothing that anybody needs. */
  private static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(0);
  }

  private static void start(Path folder) throws Exception {
    System.setProperty("test.build.data", folder.resolve("data").toString());
    Configuration conf = new Configuration();
    conf.set("hdfs.minidfs.basedir", folder.resolve("dfs").toString());
    conf.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    SETTINGS.forEach(conf::set);
    MiniDFSCluster dfs = new MiniDFSCluster.Builder(conf).numDataNodes(2).build();
    dfs.waitActive();
    conf.set(CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY, dfs.getURI().toString());
    MiniMRYarnCluster yarn = new MiniMRYarnCluster("tandem", 1);
    yarn.init(conf);
    yarn.start();
    write(yarn.getConfig(), Files.createDirectories(folder.resolve("conf")));
  }

  /** What is small enough for a test, and does not mind a disk that is nearly full. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("yarn.scheduler.minimum-allocation-mb", "256"),
          Map.entry("yarn.scheduler.maximum-allocation-mb", "2048"),
          Map.entry("yarn.nodemanager.resource.memory-mb", "2048"),
          Map.entry("yarn.nodemanager.resource.cpu-vcores", "4"),
          Map.entry("yarn.nodemanager.vmem-check-enabled", "false"),
          Map.entry("yarn.nodemanager.pmem-check-enabled", "false"),
          Map.entry(
              "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage",
              "99.5"),
          Map.entry("yarn.app.mapreduce.am.resource.mb", "512"),
          Map.entry("yarn.app.mapreduce.am.command-opts", "-Xmx384m " + quick()),
          Map.entry("mapreduce.map.memory.mb", "256"),
          Map.entry("mapreduce.map.java.opts", "-Xmx192m " + quick()),
          Map.entry("mapreduce.reduce.memory.mb", "256"),
          Map.entry("mapreduce.reduce.java.opts", "-Xmx192m " + quick()),
          Map.entry("mapreduce.task.io.sort.mb", "16"));

  private static String quick() {
    return "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
  }

  /** Only what is not a default: clients have the defaults themselves. */
  private static void write(Configuration all, Path folder) throws IOException {
    Configuration own = new Configuration(false);
    for (Map.Entry<String, String> entry : all) {
      String[] sources = all.getPropertySources(entry.getKey());
      if (sources != null && sources.length > 0 && !sources[0].endsWith("-default.xml")) {
        own.set(entry.getKey(), all.get(entry.getKey()));
      }
    }
    own.unset("hadoop.tmp.dir");
    try (OutputStream out = Files.newOutputStream(folder.resolve("core-site.xml"))) {
      own.writeXml(out);
    }
  }
}
