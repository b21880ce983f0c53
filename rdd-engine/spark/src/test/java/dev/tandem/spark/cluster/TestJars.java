package dev.tandem.spark.cluster;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Jars for tests, as a user would have them: the tests run before anything is packaged. */
final class TestJars {
  private static final String SERVICES = "META-INF/services/";
  private static final String JOBS = SERVICES + "dev.tandem.contract.job.Job";

  private TestJars() {}

  /** The entries of this process's class path. */
  static List<Path> classPath() {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath());
    }
    return entries;
  }

  /** Whether a class-path entry is ours, or a library that Spark does not bring. */
  static boolean isThin(Path entry) {
    String name = entry.getFileName().toString();
    return name.equals("classes")
        || name.startsWith("tandem-")
        || name.startsWith("fastcsv-")
        || name.startsWith("picocli-");
  }

  /** A jar with one job. */
  static Path job(Path jar, Class<?> job) throws IOException {
    String name = job.getName().replace('.', '/') + ".class";
    try (InputStream in = job.getClassLoader().getResourceAsStream(name)) {
      return write(
          jar,
          Map.of(name, in.readAllBytes(), JOBS, job.getName().getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** A jar with all that is ours, without Spark. */
  static Path thin(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (Path entry : classPath()) {
      if (!isThin(entry)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        addFolder(entry, entries);
      } else {
        addJar(entry, entries);
      }
    }
    return write(jar, entries);
  }

  private static void addFolder(Path folder, Map<String, byte[]> entries) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        add(name, Files.readAllBytes(file), entries);
      }
    }
  }

  private static void addJar(Path jar, Map<String, byte[]> entries) throws IOException {
    try (JarFile in = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = in.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          add(entry.getName(), in.getInputStream(entry).readAllBytes(), entries);
        }
      }
    }
  }

  /** Service files of one name are joined. */
  private static void add(String name, byte[] content, Map<String, byte[]> entries) {
    entries.merge(name, content, (a, b) -> name.startsWith(SERVICES) ? joined(a, b) : a);
  }

  private static byte[] joined(byte[] a, byte[] b) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(a);
    both.write('\n');
    both.writeBytes(b);
    return both.toByteArray();
  }

  private static Path write(Path jar, Map<String, byte[]> entries) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }
}
