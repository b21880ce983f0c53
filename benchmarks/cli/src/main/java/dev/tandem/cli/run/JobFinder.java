package dev.tandem.cli.run;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.contract.job.Names;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Finds jobs: those that ship with Tandem, and those of the user's jar, which go first. Functions
 * of a job are loaded again in each task, so the class loader of its jar stays open as long as the
 * finder.
 */
public final class JobFinder implements AutoCloseable {
  private final URLClassLoader ofJar;
  private final String jar;
  private final List<Job> jobs;

  private JobFinder(URLClassLoader ofJar, String jar, List<Job> jobs) {
    this.ofJar = ofJar;
    this.jar = jar;
    this.jobs = jobs;
  }

  /**
   * Loads the jobs, and makes the jar's class loader the one of the calling thread.
   *
   * @param jar a jar with jobs, or null
   * @throws UsageError if the jar is missing, is no jar, holds no job, or one that cannot be loaded
   */
  public static JobFinder open(String jar) throws IOException {
    ClassLoader shipped = JobFinder.class.getClassLoader();
    if (jar == null) {
      return new JobFinder(null, null, load(shipped, "Tandem"));
    }
    checkJar(jar);
    URLClassLoader loader = new URLClassLoader("jobs", new URL[] {url(jar)}, shipped);
    try {
      List<Job> all = load(loader, jar);
      List<Job> own =
          all.stream().filter(job -> job.getClass().getClassLoader() == loader).toList();
      if (own.isEmpty()) {
        throw new UsageError(
            jar
                + " holds no job: name a class that implements Job in META-INF/services/dev.tandem.contract.job.Job");
      }
      Thread.currentThread().setContextClassLoader(loader);
      return new JobFinder(loader, jar, ownFirst(own, all));
    } catch (RuntimeException e) {
      loader.close();
      throw e;
    }
  }

  private static void checkJar(String jar) {
    if (!new File(jar).isFile()) {
      throw new UsageError(
          "job jar " + jar + " does not exist; build it first, e.g. with mvn package");
    }
    try (ZipFile zip = new ZipFile(jar)) {
      if (zip.size() == 0) {
        throw new UsageError("job jar " + jar + " is empty");
      }
    } catch (IOException e) {
      throw new UsageError("job jar " + jar + " is no jar: " + e.getMessage(), e);
    }
  }

  private static URL url(String jar) throws MalformedURLException {
    return new File(jar).toURI().toURL();
  }

  private static List<Job> load(ClassLoader loader, String from) {
    List<Job> jobs;
    try {
      jobs = JobCatalog.of(loader).jobs();
    } catch (IllegalArgumentException | LinkageError e) {
      throw new UsageError(from + ": " + reason(e), e);
    } catch (RuntimeException e) {
      throw new UsageError(from + ": a job cannot be loaded: its name() fails: " + e, e);
    }
    jobs.forEach(job -> check(job, from));
    return jobs;
  }

  private static String reason(Throwable e) {
    if (e instanceof UnsupportedClassVersionError) {
      return "a job was compiled for a newer Java than this one ("
          + Runtime.version().feature()
          + "): "
          + e.getMessage();
    }
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String more = root == e ? "" : " (" + root + ")";
    return (e instanceof LinkageError ? "a job cannot be loaded: " + e : e.getMessage()) + more;
  }

  private static void check(Job job, String from) {
    if (job.name() == null || !job.name().matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new UsageError(
          from
              + ": "
              + job.getClass().getName()
              + " calls itself '"
              + job.name()
              + "': use lower-case letters, digits and hyphens, at most 64");
    }
  }

  private static List<Job> ownFirst(List<Job> own, List<Job> all) {
    List<Job> jobs = new ArrayList<>(own);
    all.stream()
        .filter(job -> own.stream().noneMatch(mine -> mine.name().equals(job.name())))
        .forEach(jobs::add);
    jobs.sort(Comparator.comparing(Job::name));
    return jobs;
  }

  /** All jobs, by name. */
  public List<Job> jobs() {
    return jobs;
  }

  /**
   * The job of this name; if the name is null, the only job of the jar, or {@code otherwise}.
   *
   * @throws UsageError if there is none
   */
  public Job job(String name, String otherwise) {
    String wanted = name;
    if (wanted == null) {
      List<Job> own =
          jobs.stream()
              .filter(job -> ofJar != null && job.getClass().getClassLoader() == ofJar)
              .toList();
      if (own.size() > 1) {
        throw new UsageError(jar + " holds several jobs, name one: " + names(own));
      }
      wanted = own.isEmpty() ? otherwise : own.get(0).name();
    }
    if (wanted == null) {
      throw new UsageError("name a job; there are: " + names(jobs));
    }
    for (Job job : jobs) {
      if (job.name().equals(wanted)) {
        return job;
      }
    }
    String hint = Names.didYouMean(wanted, jobs.stream().map(Job::name).toList());
    throw new UsageError("there is no job '" + wanted + "'" + hint);
  }

  private static String names(List<Job> jobs) {
    return String.join(", ", jobs.stream().map(Job::name).toList());
  }

  @Override
  public void close() throws IOException {
    if (ofJar != null) {
      Thread.currentThread().setContextClassLoader(JobFinder.class.getClassLoader());
      ofJar.close();
    }
  }
}
