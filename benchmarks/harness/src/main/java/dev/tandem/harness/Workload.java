package dev.tandem.harness;

import dev.tandem.datasets.GenerateRequest;
import java.util.List;
import java.util.Map;

/**
 * What a job is benchmarked with.
 *
 * @param name in tables: the job's, or that and the parameter in which it differs from another
 *     workload of the same job
 * @param job the name of the job
 * @param inputs the data that it reads
 * @param params the job's parameters, in order, without those that name inputs
 */
record Workload(String name, String job, List<Input> inputs, Map<String, String> params) {
  /**
   * Generated data.
   *
   * @param param the parameter of the job that names it; empty for an ordinary input
   * @param request what to generate
   */
  record Input(String param, GenerateRequest request) {}
}
