package dev.tandem.cli.run;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.ShortPaths;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.datasets.SampleRun;
import dev.tandem.formats.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * What a job reads: the paths that were typed, or else the sample that ships with the job.
 *
 * @param args for the job
 * @param params the parameters that were typed or came with the sample
 * @param shown all parameters with their values, defaults too, for people
 * @param about what is read, for people
 * @param with the sample's parameters, for people, or empty
 * @param sample whether it is the sample
 * @param paths makes paths short
 */
public record JobInputs(
    JobArgs args,
    Map<String, String> params,
    Map<String, String> shown,
    String about,
    String with,
    boolean sample,
    ShortPaths paths) {
  /** What is read, and with which parameters of the sample. */
  public String heading() {
    return about + with;
  }

  /**
   * Checks that everything is there.
   *
   * @param job the job
   * @param paths as typed, maybe none
   * @param params as typed; they go before those of the sample
   * @param workspace for the sample, where Tandem's own folder cannot be written
   * @throws UsageError for a missing input or a wrong parameter
   */
  public static JobInputs resolve(
      Job job, List<String> paths, Map<String, String> params, Workspace workspace)
      throws IOException {
    Optional<SampleRun> sample = SampleRun.of(job.name()).filter(run -> isShipped(job));
    if (paths.stream().anyMatch(String::isBlank)) {
      throw new UsageError("--input is empty: name a file or a folder");
    }
    if (!paths.isEmpty() && sample.isPresent() && sample.get().inputs().isEmpty()) {
      String names =
          String.join(
              " and ",
              sample.get().pathParams().stream().map(name -> "-p " + name + "=FILE").toList());
      throw new UsageError(
          "job " + job.name() + " takes no --input: name its inputs with " + names);
    }
    boolean useSample =
        paths.isEmpty()
            && sample.isPresent()
            && sample.get().pathParams().stream().noneMatch(params::containsKey);
    if (useSample) {
      return ofSample(job, sample.get(), params, workspace);
    }
    List<String> named = new ArrayList<>(paths);
    sample.ifPresent(
        run ->
            run.pathParams().stream()
                .filter(params::containsKey)
                .forEach(name -> named.add(params.get(name))));
    return ofPaths(job, paths, named, params);
  }

  /** Samples fit the jobs that ship with Tandem, not others of the same name. */
  private static boolean isShipped(Job job) {
    return job.getClass().getClassLoader() == JobInputs.class.getClassLoader();
  }

  private static JobInputs ofSample(
      Job job, SampleRun sample, Map<String, String> params, Workspace workspace)
      throws IOException {
    Path folder = folder(workspace);
    SampleRun.Extracted files = sample.extractTo(folder);
    Map<String, String> all = new LinkedHashMap<>(files.params());
    all.putAll(params);
    List<String> paths = files.inputs().stream().map(Path::toString).toList();
    String names =
        String.join(
            "', '",
            sample.inputs().isEmpty()
                ? sample.pathParams().stream().map(sample.params()::get).toList()
                : sample.inputs());
    String size = paths.isEmpty() ? "" : " (" + size(paths) + ")";
    ShortPaths shorter = new ShortPaths(folder);
    Map<String, String> shown = shown(job, all, shorter);
    Map<String, String> told = new LinkedHashMap<>(shown);
    told.keySet().removeIf(name -> !all.containsKey(name) || sample.pathParams().contains(name));
    String with = told.isEmpty() ? "" : " with " + pairs(told);
    return new JobInputs(
        args(job, paths, all),
        all,
        shown,
        "the shipped sample '" + names + "'" + size,
        with,
        true,
        shorter);
  }

  /**
   * @param named the paths, and those that parameters name
   */
  private static JobInputs ofPaths(
      Job job, List<String> paths, List<String> named, Map<String, String> params) {
    ShortPaths shorter = new ShortPaths(null);
    String names = String.join(", ", named.stream().map(shorter::in).toList());
    String size = paths.isEmpty() ? "" : sizeIfLocal(paths);
    String about = named.isEmpty() ? "no input" : names + size;
    return new JobInputs(
        args(job, paths, params), params, shown(job, params, shorter), about, "", false, shorter);
  }

  /** {@code k=5, iterations=20}. */
  private static String pairs(Map<String, String> params) {
    return String.join(
        ", ",
        params.entrySet().stream().map(param -> param.getKey() + "=" + param.getValue()).toList());
  }

  private static Map<String, String> shown(
      Job job, Map<String, String> params, ShortPaths shorter) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Param<?> param : job.params()) {
      String value = params.getOrDefault(param.name(), param.byDefault());
      if (value != null && !value.isEmpty()) {
        shown.put(param.name(), shorter.in(value));
      }
    }
    return shown;
  }

  private static JobArgs args(Job job, List<String> paths, Map<String, String> params) {
    try {
      return JobArgs.of(job, paths, params);
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage() + reason(e), e);
    }
  }

  /** What is wrong with a regular expression; the values of other kinds speak for themselves. */
  private static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PatternSyntaxException syntax) {
        return ": " + syntax.getMessage().lines().findFirst().orElse(syntax.getDescription());
      }
    }
    return "";
  }

  /** Other storages are listed by the engine that can reach them. */
  private static String sizeIfLocal(List<String> paths) {
    return paths.stream().anyMatch(Addon::isRemote) ? "" : " (" + size(paths) + ")";
  }

  private static String size(List<String> paths) {
    try {
      List<FileInfo> files = InputFiles.list(LocalFileStore.INSTANCE, paths);
      long bytes = files.stream().mapToLong(FileInfo::length).sum();
      return Human.plural(files.size(), "file") + ", " + Human.bytes(bytes);
    } catch (IOException e) {
      throw new UsageError(e.getMessage() + "; give files or folders with --input", e);
    }
  }

  /**
   * Tandem's own folder, so that users find the samples again; or a private one where it cannot be
   * written.
   */
  private static Path folder(Workspace workspace) throws IOException {
    String home = System.getProperty("tandem.home");
    if (home != null) {
      Path state = Path.of(home, ".tandem");
      if (Files.isWritable(Files.isDirectory(state) ? state : Path.of(home))) {
        return state.resolve("samples");
      }
    }
    return workspace.resolve("samples");
  }
}
