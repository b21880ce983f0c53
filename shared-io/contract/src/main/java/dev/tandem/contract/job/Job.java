package dev.tandem.contract.job;

import dev.tandem.contract.flow.Pipeline;
import java.io.Serializable;
import java.util.List;

/**
 * A program over bags: a named, parameterised recipe that builds a flow. It is stateless and runs
 * on every engine; its loops are plain Java around actions.
 *
 * <p>A complete job:
 *
 * <pre>{@code
 * public final class WordCount implements Job {
 *   public String name() {
 *     return "wordcount";
 *   }
 *
 *   public void define(Pipeline p, JobArgs args) {
 *     p.read(TextLines.of(args.inputs()))
 *         .mapToPair(String.class, Long.class, (line, out) -> {
 *           for (String word : line.split("\\s+")) out.emit(word, 1L);
 *         })
 *         .groupByKey()
 *         .aggregate(Aggregators.sumLong())
 *         .write(TextSink.to(args.output()));
 *   }
 * }
 * }</pre>
 *
 * Implementations have a public constructor without parameters and are listed in {@code
 * META-INF/services/dev.tandem.contract.job.Job}.
 */
public interface Job extends Serializable {
  /** The name on the command line: lower case, words joined by hyphens. */
  String name();

  /** One sentence for the list of jobs. */
  default String describe() {
    return "";
  }

  /** The parameters, in the order in which they are listed. */
  default List<Param<?>> params() {
    return List.of();
  }

  /** How two answers of this job are compared. */
  default Answer answer() {
    return Answer.exact();
  }

  /**
   * Builds the flow; runs once per engine, on the driver. Pending writes run when it returns.
   *
   * @param p the run
   * @param args inputs, output and parameters
   * @throws Exception fails the run with its message
   */
  void define(Pipeline p, JobArgs args) throws Exception;
}
