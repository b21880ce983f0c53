package dev.tandem.harness;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.datasets.DatasetCache;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the data of the jobs, once, and verifies what is there already. */
final class Preparation {
  private final DatasetCache cache;
  private final Progress progress;
  private final Map<GenerateRequest, Path> ready = new LinkedHashMap<>();
  private final Map<String, BenchReport.Data> datasets = new LinkedHashMap<>();

  /**
   * A job with its data on disk.
   *
   * @param job the job
   * @param inputs paths
   * @param params with paths
   * @param workload what it was made from
   * @param data all of its data
   * @param bytes of all data
   */
  record Prepared(
      Job job,
      List<String> inputs,
      Map<String, String> params,
      Workload workload,
      List<Path> data,
      long bytes) {
    /** Names of its data. */
    List<String> names() {
      return data.stream().map(path -> path.getFileName().toString()).toList();
    }
  }

  /**
   * @param folder where data is kept
   * @param progress is told of data that takes a while
   */
  Preparation(Path folder, Progress progress) {
    this.cache = new DatasetCache(folder);
    this.progress = progress;
  }

  /** Prepares a job. */
  Prepared prepare(Workload workload) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<Path> data = new ArrayList<>();
    long bytes = 0;
    Map<String, String> params = new LinkedHashMap<>(workload.params());
    for (Workload.Input input : workload.inputs()) {
      Path path = data(input.request());
      data.add(path);
      bytes += datasets.get(path.getFileName().toString()).bytes();
      if (input.param().isEmpty()) {
        inputs.add(path.toString());
      } else {
        params.put(input.param(), path.toString());
      }
    }
    Job job = JobCatalog.of(Preparation.class.getClassLoader()).job(workload.job());
    return new Prepared(job, List.copyOf(inputs), params, workload, List.copyOf(data), bytes);
  }

  /** Each request once: verifying reads everything. */
  private Path data(GenerateRequest request) throws IOException {
    Path known = ready.get(request);
    if (known != null) {
      return known;
    }
    progress.say("data: " + request.dataset() + ", " + request.size());
    Path path = cache.get(request, ProgressListener.NONE);
    Manifest manifest = Manifest.read(path);
    ready.put(request, path);
    String name = path.getFileName().toString();
    datasets.put(
        name,
        new BenchReport.Data(
            name,
            manifest.dataset(),
            manifest.params(),
            manifest.seed(),
            manifest.bytes(),
            manifest.records(),
            manifest.sha256()));
    return path;
  }

  /** All data that was prepared. */
  List<BenchReport.Data> datasets() {
    return List.copyOf(datasets.values());
  }
}
