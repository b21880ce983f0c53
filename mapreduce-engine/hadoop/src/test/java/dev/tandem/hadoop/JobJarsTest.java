package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars tasks on other machines are sent. */
class JobJarsTest {
  @TempDir Path folder;

  private URL jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
    }
    return jar.toUri().toURL();
  }

  @Test
  void hadoopsJarsAreToldByWhatTheyHold() throws IOException {
    URL[] jars = {
      jar("hadoop-jobs.jar", "org/example/Job.class"),
      jar("hadoop-common-3.5.0.jar", "META-INF/maven/org.apache.hadoop/"),
      jar("hadoop-client-runtime-3.5.0.jar", "org/apache/hadoop/shaded/"),
      jar("slf4j-simple.jar", "org/slf4j/simple/SimpleLogger.class")
    };
    Configuration conf = new Configuration(false);
    try (URLClassLoader loader = new URLClassLoader(jars, null)) {
      conf.setClassLoader(loader);
      JobJars.addTo(conf);
    }
    String shipped = folder.toFile().toURI().toString();
    assertThat(conf.getStringCollection("tmpjars"))
        .contains(shipped + "hadoop-jobs.jar")
        .noneMatch(jar -> jar.contains("/hadoop-c") || jar.contains("/slf4j-"));
  }
}
