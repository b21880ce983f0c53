package dev.tandem.hadoop;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The jars that tasks on other machines need: those of this process's class path and of the loader
 * that has found the job, without Hadoop's own, which are there.
 */
final class JobJars {
  private static final String JARS = "tmpjars";
  private static final List<String> HADOOPS =
      List.of("META-INF/maven/org.apache.hadoop/", "org/apache/hadoop/shaded/");
  private static final String TEST_CLUSTER = "yarn.is.minicluster";

  private JobJars() {}

  /** Adds them to what Hadoop ships with a job. */
  static void addTo(Configuration conf) throws IOException {
    if (conf.getBoolean(TEST_CLUSTER, false)) {
      // Its tasks inherit the class path of the process that has started it.
      return;
    }
    Set<String> jars = new LinkedHashSet<>(conf.getStringCollection(JARS));
    for (String entry :
        System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1)) {
      add(new File(entry), jars);
    }
    for (ClassLoader at = conf.getClassLoader(); at != null; at = at.getParent()) {
      if (at instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          add(file(url), jars);
        }
      }
    }
    conf.setStrings(JARS, jars.toArray(String[]::new));
  }

  private static File file(URL url) {
    try {
      return url.getProtocol().equals("file") ? new File(url.toURI()) : new File("");
    } catch (URISyntaxException e) {
      return new File(url.getPath());
    }
  }

  private static void add(File file, Set<String> jars) throws IOException {
    String name = file.getName();
    boolean logs = name.startsWith("slf4j-") || name.startsWith("commons-logging");
    if (file.isFile() && name.endsWith(".jar") && !logs && !isHadoops(file)) {
      jars.add(file.toURI().toString());
    }
  }

  /** By what it holds: jobs may lie in a jar whose name begins as Hadoop's do. */
  private static boolean isHadoops(File jar) throws IOException {
    if (!jar.getName().startsWith("hadoop-")) {
      return false;
    }
    try (JarFile open = new JarFile(jar)) {
      return HADOOPS.stream().anyMatch(entry -> open.getEntry(entry) != null);
    }
  }
}
