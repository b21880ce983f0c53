package dev.tandem.hadoop.minicluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/**
 * A real HDFS and a real YARN, started once for all tests. Clients find them by the environment
 * variable {@code HADOOP_CONF_DIR}.
 */
final class MiniCluster implements AutoCloseable {
  private static final Path CONF = Path.of(System.getenv("HADOOP_CONF_DIR"));

  private final Path folder;
  private final Process process;

  private MiniCluster(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  static MiniCluster start() throws IOException {
    Path folder = CONF.getParent();
    FileUtil.fullyDelete(folder.toFile());
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProcess.class.getName(),
                folder.toString())
            .directory(folder.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    MiniCluster cluster = new MiniCluster(folder, process);
    boolean ready = false;
    try {
      cluster.awaitReady();
      ready = true;
      return cluster;
    } finally {
      if (!ready) {
        cluster.close();
      }
    }
  }

  private void awaitReady() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals(ClusterProcess.READY)) {
      line = lines.readLine();
    }
    if (line == null) {
      List<String> log = Files.readAllLines(folder.resolve("log"));
      throw new IOException(
          "the cluster did not start: "
              + String.join("\n", log.subList(Math.max(0, log.size() - 50), log.size())));
    }
  }

  /** How the cluster is reached. */
  Configuration conf() {
    Configuration conf = new Configuration();
    conf.addResource(new org.apache.hadoop.fs.Path(CONF.resolve("core-site.xml").toUri()));
    return conf;
  }

  /** Whether a process was started by the cluster. */
  boolean owns(ProcessHandle handle) {
    return process.toHandle().descendants().anyMatch(handle::equals);
  }

  /** Ends all its processes and removes its files. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = process.toHandle().descendants().toList();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
      FileUtil.fullyDelete(folder.toFile());
    }
  }
}
