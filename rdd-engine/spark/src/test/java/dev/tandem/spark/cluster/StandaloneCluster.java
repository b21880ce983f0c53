package dev.tandem.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A master and workers of Spark's standalone mode as processes of their own, on free ports of the
 * loopback address. Ends them, and the executors below them, when it is closed.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final String REGISTERED = "Successfully registered with master";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int port;
  private final Thread atExit = new Thread(this::kill);

  private StandaloneCluster(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a master and two workers of one core each, and waits until they know each other. */
  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder, freePort());
    boolean started = false;
    try {
      cluster.home();
      Process master =
          cluster.process(
              "master",
              "-Xmx256m",
              "org.apache.spark.deploy.master.Master",
              "--host",
              "127.0.0.1",
              "--port",
              Integer.toString(cluster.port),
              "--webui-port",
              "0");
      cluster.await(master, "master", "I have been elected leader");
      cluster.startWorker(0);
      cluster.startWorker(1);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** All that workers ask of an installation is a folder of jars; ours are not among them. */
  private void home() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    for (Path jar : TestJars.classPath()) {
      if (jar.getFileName().toString().endsWith(".jar") && !TestJars.isThin(jar)) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
  }

  private void startWorker(int number) throws IOException, InterruptedException {
    Process worker =
        process(
            "worker" + number,
            "-Xmx256m",
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--cores",
            "1",
            "--memory",
            "512m",
            "--work-dir",
            folder.resolve("work" + number).toString(),
            "--webui-port",
            "0",
            url());
    await(worker, "worker" + number, REGISTERED);
  }

  private Process process(String name, String heap, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    line.addAll(
        List.of(
            heap,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
            "-cp",
            String.join(
                File.pathSeparator, TestJars.classPath().stream().map(Path::toString).toList())));
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /**
   * Waits for a line in a process's log; there is nothing else to wait for.
   *
   * @throws IOException if the process ends before, or has not written it after five minutes
   */
  private void await(Process process, String name, String line)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!Files.readString(log(name)).contains(line)) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " has ended: " + Files.readString(log(name)));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(name + " is not ready: " + Files.readString(log(name)));
      }
    }
  }

  /** What applications call the master. */
  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** Kills an executor, as if the machine had run out of memory. */
  void killAnExecutor() {
    executors().get(0).destroyForcibly();
  }

  /** The processes that run tasks. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Executors first: they would outlive their workers for a while. */
  private void kill() {
    List<ProcessHandle> all = new ArrayList<>(executors());
    processes.forEach(process -> all.add(process.toHandle()));
    all.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
    for (Process process : processes) {
      process.waitFor();
    }
  }
}
