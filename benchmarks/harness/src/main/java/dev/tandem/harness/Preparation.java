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
  private final Workloads workloads;
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
   * @param data names of its data
   */
  record Prepared(
      Job job,
      List<String> inputs,
      Map<String, String> params,
      Workload workload,
      List<String> data) {}

  /**
   * @param workloads what the jobs read
   * @param folder where data is kept
   * @param progress is told of data that takes a while
   */
  Preparation(Workloads workloads, Path folder, Progress progress) {
    this.workloads = workloads;
    this.cache = new DatasetCache(folder);
    this.progress = progress;
  }

  /** Prepares a job. */
  Prepared prepare(String name) throws IOException {
    Workload workload = workloads.of(name);
    List<String> inputs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Map<String, String> params = new LinkedHashMap<>(workload.params());
    for (Workload.Input input : workload.inputs()) {
      Path path = data(input.request());
      names.add(path.getFileName().toString());
      if (input.param().isEmpty()) {
        inputs.add(path.toString());
      } else {
        params.put(input.param(), path.toString());
      }
    }
    Job job = JobCatalog.of(Preparation.class.getClassLoader()).job(name);
    return new Prepared(job, List.copyOf(inputs), params, workload, List.copyOf(names));
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
