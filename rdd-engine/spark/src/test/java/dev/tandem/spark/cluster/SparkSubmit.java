package dev.tandem.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** What the script of that name does: Spark's class path, and nothing of ours on it. */
final class SparkSubmit {
  private SparkSubmit() {}

  /**
   * How it has ended.
   *
   * @param code of the process
   * @param output both streams
   */
  record Ended(int code, String output) {}

  static Ended run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    List<String> spark =
        TestJars.classPath().stream()
            .filter(entry -> Files.isRegularFile(entry) && !TestJars.isThin(entry))
            .map(Path::toString)
            .toList();
    line.addAll(List.of("-Xmx512m", "-cp", String.join(File.pathSeparator, spark)));
    line.add("org.apache.spark.deploy.SparkSubmit");
    line.addAll(arguments);
    Path log = folder.resolve("submit.log");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    try {
      return new Ended(process.waitFor(), Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
  }
}
