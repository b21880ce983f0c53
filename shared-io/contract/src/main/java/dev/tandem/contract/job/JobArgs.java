package dev.tandem.contract.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a job is run with: inputs, output and parameters. Immutable. */
public final class JobArgs {
  private final List<String> inputs;
  private final Map<String, String> typed;
  private final Map<String, Param<?>> params;

  private JobArgs(List<String> inputs, Map<String, String> typed, Map<String, Param<?>> params) {
    this.inputs = List.copyOf(inputs);
    this.typed = typed;
    this.params = params;
  }

  /**
   * Checks what was typed against what the job declares.
   *
   * @param job the job
   * @param inputs paths of files and folders, in order
   * @param typed parameters by name
   * @throws IllegalArgumentException for an unknown parameter (with the nearest name), a missing
   *     one, or a value of the wrong kind
   */
  public static JobArgs of(Job job, List<String> inputs, Map<String, String> typed) {
    Map<String, Param<?>> params = new LinkedHashMap<>();
    job.params().forEach(param -> params.put(param.name(), param));
    for (String name : typed.keySet()) {
      if (!params.containsKey(name)) {
        throw new IllegalArgumentException(
            "job "
                + job.name()
                + " has no parameter '"
                + name
                + "'"
                + Names.didYouMean(name, new ArrayList<>(params.keySet())));
      }
    }
    JobArgs args = new JobArgs(inputs, new LinkedHashMap<>(typed), params);
    params.values().forEach(param -> args.check(job, param));
    return args;
  }

  private void check(Job job, Param<?> param) {
    if (param.required() && !typed.containsKey(param.name())) {
      throw new IllegalArgumentException(
          "job "
              + job.name()
              + " needs the parameter "
              + param.name()
              + " ("
              + param.meaning()
              + "): -p "
              + param.name()
              + "=...");
    }
    get(param);
  }

  /** The value of a parameter, or its default. */
  public <T> T get(Param<T> param) {
    if (!params.containsKey(param.name())) {
      throw new IllegalArgumentException(
          "parameter '" + param.name() + "' is not declared by the job's params()");
    }
    return param.parse(typed.getOrDefault(param.name(), param.byDefault()));
  }

  /** Whether a parameter was given, rather than left to its default. */
  public boolean given(Param<?> param) {
    return typed.containsKey(param.name());
  }

  /** The input paths, in order. */
  public List<String> inputs() {
    return inputs;
  }

  /** The run's output. */
  public OutputFolder output() {
    return new OutputFolder("");
  }

  /** A folder below the run's output, for a job with several outputs. */
  public OutputFolder output(String name) {
    return new OutputFolder(name);
  }
}
