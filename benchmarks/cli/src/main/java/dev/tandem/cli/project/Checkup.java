package dev.tandem.cli.project;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at what Tandem needs from a machine. */
public final class Checkup {
  private static final int LEAST_JAVA = 17;
  private static final long LEAST_DISK = 1_000_000_000L;
  private static final long LEAST_HEAP = 256L << 20;
  private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\S*");

  private Checkup() {}

  /**
   * One thing that was looked at.
   *
   * @param subject what
   * @param found what was found
   * @param remedy what to do; empty if all is well
   */
  public record Finding(String subject, String found, String remedy) {
    /** Whether there is no problem. */
    public boolean fine() {
      return remedy.isEmpty();
    }

    @Override
    public String toString() {
      String head = (fine() ? "ok       " : "PROBLEM  ") + subject + ": " + Plain.line(found);
      return fine() ? head : head + "\n         remedy: " + remedy;
    }
  }

  /** Looks at everything. */
  public static List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(Runtime.version().feature(), System.getProperty("java.home")));
    findings.add(maven());
    findings.add(heap(Runtime.getRuntime().maxMemory(), physicalMemory()));
    int processors = Runtime.getRuntime().availableProcessors();
    findings.add(new Finding("processors", Integer.toString(processors), ""));
    findings.add(charset(System.getProperty("sun.jnu.encoding", ""), Charset.defaultCharset()));
    findings.add(
        folder("folder for temporary files", Path.of(System.getProperty("java.io.tmpdir"))));
    findings.add(folder("current folder", Path.of("").toAbsolutePath()));
    String home = System.getProperty("tandem.home");
    if (home != null) {
      findings.add(folder("Tandem's own folder", Path.of(home)));
    }
    return findings;
  }

  static Finding java(int feature, String home) {
    String remedy =
        feature >= LEAST_JAVA
            ? ""
            : "install a JDK, " + LEAST_JAVA + " or later, and set JAVA_HOME to it";
    boolean compiler =
        Files.isExecutable(Path.of(home, "bin", "javac"))
            || Files.isExecutable(Path.of(home, "bin", "javac.exe"));
    String found = Runtime.version() + " in " + home;
    if (!compiler && remedy.isEmpty()) {
      return new Finding(
          "Java",
          found + ", without a compiler",
          "install the JDK, not only the runtime, and set JAVA_HOME to it");
    }
    return new Finding("Java", found, remedy);
  }

  private static Finding maven() {
    Optional<Maven> maven = Maven.find();
    if (maven.isEmpty()) {
      return new Finding(
          "Maven",
          "no mvn on PATH",
          "install Maven 3.8 or later; Tandem and your own jobs are built with it");
    }
    try {
      return maven(
          maven.get().toString(), maven.get().run(Path.of("").toAbsolutePath(), "-v").text());
    } catch (IOException e) {
      return new Finding("Maven", "mvn -v fails: " + e.getMessage(), "repair or reinstall Maven");
    }
  }

  static Finding maven(String executable, String version) {
    Matcher found = MAVEN.matcher(version);
    if (!found.find()) {
      return new Finding(
          "Maven", executable + " does not tell its version", "repair or reinstall Maven");
    }
    int major = Integer.parseInt(found.group(1));
    boolean fine = major > 3 || major == 3 && Integer.parseInt(found.group(2)) >= 8;
    return new Finding(
        "Maven",
        found.group().replace("Apache Maven ", "") + " (" + executable + ")",
        fine ? "" : "install Maven 3.8 or later");
  }

  static Finding heap(long heap, long physical) {
    String found =
        Human.bytes(heap) + " of " + (physical > 0 ? Human.bytes(physical) : "unknown") + " memory";
    if (heap < LEAST_HEAP) {
      return new Finding("heap", found, "set TANDEM_HEAP to 512m or more");
    }
    boolean tooMuch = physical > 0 && heap > physical;
    return new Finding(
        "heap",
        found,
        tooMuch ? "set TANDEM_HEAP to less than the machine's memory, e.g. half of it" : "");
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  static Finding charset(String fileNames, Charset text) {
    boolean utf8 = fileNames.equalsIgnoreCase("UTF-8") && text.equals(StandardCharsets.UTF_8);
    String found = "file names " + fileNames + ", text " + text;
    return new Finding(
        "locale",
        found,
        utf8
            ? ""
            : "set LC_ALL to a UTF-8 locale such as C.UTF-8, else files with other letters in their names cannot be opened");
  }

  static Finding folder(String subject, Path folder) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return new Finding(
          subject,
          folder + " cannot be written",
          "give yourself write permission, or choose another folder");
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String remedy =
          free >= LEAST_DISK ? "" : "free some disk space: rounds, spills and outputs need it";
      return new Finding(subject, folder + ", " + Human.bytes(free) + " free", remedy);
    } catch (IOException e) {
      return new Finding(subject, folder + ": " + e.getMessage(), "check the disk");
    }
  }
}
