package dev.tandem.contract.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The jobs that can be named on the command line. */
public final class JobCatalog {
  private final List<Job> jobs;

  private JobCatalog(List<Job> jobs) {
    this.jobs = jobs;
  }

  /**
   * All jobs that a class loader's service files name.
   *
   * @throws IllegalArgumentException if a service file names a class that is missing, is not a job
   *     or cannot be constructed
   */
  public static JobCatalog of(ClassLoader loader) {
    List<Job> jobs = new ArrayList<>();
    try {
      ServiceLoader.load(Job.class, loader).forEach(jobs::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("a job cannot be loaded: " + e.getMessage(), e);
    }
    jobs.sort(Comparator.comparing(Job::name));
    return new JobCatalog(List.copyOf(jobs));
  }

  /** All jobs, by name. */
  public List<Job> jobs() {
    return jobs;
  }

  /**
   * The job of this name.
   *
   * @throws IllegalArgumentException if there is none; suggests the nearest name
   */
  public Job job(String name) {
    return jobs.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no job '"
                        + name
                        + "'"
                        + Names.didYouMean(name, jobs.stream().map(Job::name).toList())));
  }
}
