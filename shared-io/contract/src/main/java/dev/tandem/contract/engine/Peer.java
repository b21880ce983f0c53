package dev.tandem.contract.engine;

import java.util.List;
import java.util.Map;

/**
 * Somebody else's way to a job's answer: a program written by hand for one job, on one thread, on
 * all threads of one machine, or on another system, as its own users would write it. Peers are the
 * yardsticks beside the engines: they know nothing of plans. Found by {@code ServiceLoader}.
 *
 * <p>A peer computes the whole answer that the job asks for, from the same files, and leaves it as
 * an engine would: as a folder of part files. Its answer is checked before its time counts.
 */
public interface Peer {
  /** The name in tables: {@code baseline}, {@code duckdb}, {@code spark-native} ... */
  String name();

  /** One sentence on how it works. */
  String describe();

  /**
   * Whether it has a program for a job.
   *
   * @param job the name of a shipped job
   * @param params the job's parameters as typed; a peer may know only some of their values
   */
  boolean has(String job, Map<String, String> params);

  /**
   * Runs the program of a job, which {@link #has} has let pass.
   *
   * @param job the name of the job
   * @param inputs paths of files and folders, in order; empty where parameters name the inputs
   * @param params the job's parameters as typed; what is missing has the job's default
   * @param options where the output goes: a folder that does not exist and is made, with the answer
   *     in files {@code part-*}, for ordered jobs in the order of their names; and what may be
   *     used: slots as threads, partitions, memory, scratch folder
   * @throws Exception if it did not succeed; what lies in the output then is no answer
   */
  void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception;
}
