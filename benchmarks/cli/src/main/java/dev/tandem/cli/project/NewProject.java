package dev.tandem.cli.project;

import dev.tandem.cli.run.UsageError;
import dev.tandem.contract.job.JobCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes a Maven project for one job from templates. */
public final class NewProject {
  private static final String MODULES =
      "shared-io/contract,shared-io/formats,shared-io/cluster,shared-io/testkit,mapreduce-engine/core,rdd-engine/core";
  private static final List<String> ARTIFACTS =
      List.of(
          "tandem-contract",
          "tandem-formats",
          "tandem-cluster",
          "tandem-testkit",
          "tandem-mapreduce",
          "tandem-rdd");

  private final String name;
  private final Path folder;
  private final String version;
  private final String typeName;

  /**
   * @param name of the job
   * @param parent where the project's folder goes
   * @throws UsageError if the name is not one of a job
   */
  public NewProject(String name, Path parent) {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 64) {
      throw new UsageError(
          "'"
              + name
              + "' cannot name a job: use lower-case letters, digits and single hyphens, a letter first, at most 64");
    }
    refuseShipped(name);
    this.name = name;
    this.folder = parent.resolve(name);
    this.version = version();
    this.typeName = typeName(name);
  }

  private static void refuseShipped(String name) {
    if (JobCatalog.of(NewProject.class.getClassLoader()).jobs().stream()
        .anyMatch(job -> job.name().equals(name))) {
      throw new UsageError("'" + name + "' is a job that ships with Tandem; choose another name");
    }
  }

  /** The version of Tandem that runs. */
  public static String version() {
    Properties build = new Properties();
    try (InputStream in =
        NewProject.class.getResourceAsStream("/dev/tandem/cli/build.properties")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks build.properties");
      }
      build.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read build.properties from the jar", e);
    }
    return build.getProperty("version");
  }

  /** The folder of the project. */
  public Path folder() {
    return folder;
  }

  /**
   * Writes the project.
   *
   * @throws UsageError if the folder exists
   */
  public void create() throws IOException {
    if (Files.exists(folder)) {
      throw new UsageError("folder " + folder + " exists; choose another name, or remove it");
    }
    String type = typeName;
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("README.md", "README.md");
    files.put("gitignore", ".gitignore");
    files.put("Job.java", "src/main/java/" + packageName() + "/" + type + ".java");
    files.put("services", "src/main/resources/META-INF/services/dev.tandem.contract.job.Job");
    files.put("JobTest.java", "src/test/java/" + packageName() + "/" + type + "Test.java");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = folder.resolve(file.getValue());
      Files.createDirectories(target.getParent());
      Files.writeString(target, fill(template(file.getKey())));
    }
  }

  private String fill(String template) {
    return template
        .replace("@name@", name)
        .replace("@type@", typeName)
        .replace("@package@", packageName())
        .replace("@version@", version);
  }

  /**
   * {@code my-count} is the class MyCount; a class that would hide one that the templates use gets
   * a suffix.
   */
  private static String typeName(String name) {
    StringBuilder type = new StringBuilder();
    for (String word : name.split("-", -1)) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return isTaken(type.toString()) ? type + "Job" : type.toString();
  }

  private static boolean isTaken(String type) {
    return isJavaLang(type)
        || Stream.of("Job.java", "JobTest.java")
            .flatMap(file -> template(file).lines())
            .anyMatch(line -> line.startsWith("import ") && line.endsWith("." + type + ";"));
  }

  private static boolean isJavaLang(String type) {
    return Object.class.getResource(type + ".class") != null;
  }

  /** A package of its own, that no Java keyword can spoil. */
  private String packageName() {
    return "jobs_" + name.replace('-', '_');
  }

  private static String template(String file) {
    String path = "/dev/tandem/cli/new-job/" + file;
    try (InputStream in = NewProject.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + path + " from the jar", e);
    }
  }

  /**
   * Installs the modules that a job needs into the local Maven repository, unless they are there
   * and as new as what runs.
   *
   * @param say tells the user what takes so long
   * @throws UsageError if there is no Maven
   * @throws IOException if the installation fails
   */
  public void installTandem(Consumer<String> say) throws IOException {
    String home = System.getProperty("tandem.home");
    if (home == null) {
      say.accept(
          "not started by ./tandem: install Tandem's modules yourself: mvn install -DskipTests in its folder");
      return;
    }
    Path root = Path.of(home);
    if (installed(root)) {
      return;
    }
    Maven maven =
        Maven.find().orElseThrow(() -> new UsageError("no mvn found: install Maven 3.8 or later"));
    say.accept(
        "installing Tandem "
            + version
            + " into the local Maven repository, where your project finds it (half a minute)");
    Maven.Said said =
        maven.run(
            root,
            "-q",
            "install",
            "-Dmaven.test.skip=true",
            "-Dhouse.skip",
            "-Denforcer.skip",
            "-pl",
            MODULES,
            "-am");
    if (said.code() != 0) {
      String first =
          said.text()
              .lines()
              .filter(line -> line.startsWith("[ERROR]"))
              .findFirst()
              .orElse("no message");
      throw new IOException("mvn install in " + root + " failed: " + first);
    }
  }

  private boolean installed(Path root) throws IOException {
    Path repository =
        Path.of(System.getProperty("user.home"), ".m2", "repository", "dev", "tandem");
    Path built = root.resolve(".tandem").resolve("built");
    FileTime newest =
        Files.exists(built) ? Files.getLastModifiedTime(built) : FileTime.fromMillis(0);
    for (String artifact : ARTIFACTS) {
      Path jar =
          repository.resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".jar");
      if (!Files.exists(jar) || Files.getLastModifiedTime(jar).compareTo(newest) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String launcher() {
    String home = System.getProperty("tandem.home");
    return home == null ? "tandem" : Path.of(home, "tandem").toString();
  }

  /** What to type now. */
  public List<String> nextSteps() {
    return List.of(
        "",
        "  cd " + folder,
        "  mvn package",
        "  "
            + launcher()
            + " run "
            + name
            + " --job-jar target/"
            + name
            + "-1.0.jar --input README.md --engine rdd --output out");
  }
}
