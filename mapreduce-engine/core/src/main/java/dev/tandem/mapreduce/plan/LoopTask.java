package dev.tandem.mapreduce.plan;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import java.io.IOException;

/**
 * What a loop is given besides its records.
 *
 * @param context the attempt
 * @param scope under which it counts
 * @param map whether this is an attempt of a map task
 * @param split what a map task reads; null elsewhere
 * @param out takes its results
 * @param files opens files beside its part file
 */
public record LoopTask(
    TaskContext context,
    TaskScope scope,
    boolean map,
    Split split,
    Collector out,
    SideFiles files) {
  /** The same with another taker of its results. */
  public LoopTask withOut(Collector other) {
    return new LoopTask(context, scope, map, split, other, files);
  }

  /** A file beside the part file. */
  public interface SideFile extends Collector {
    /**
     * Ends the file.
     *
     * @throws IOException if the storage fails
     */
    void close() throws IOException;

    /** A file of the output. */
    static SideFile of(PartWriter part) {
      return new SideFile() {
        @Override
        public void emit(Object key, Object value) {
          part.emit(key, value);
        }

        @Override
        public void close() throws IOException {
          part.close();
        }
      };
    }

    /** Forgets what it is given. */
    SideFile NONE =
        new SideFile() {
          @Override
          public void emit(Object key, Object value) {
            // Nobody will read it.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
  }

  /** Files that a task writes beside its part file, committed with it. */
  @FunctionalInterface
  public interface SideFiles {
    /**
     * Starts a file.
     *
     * @param write whose destination is a sink
     * @param base what its name begins with, also behind folders: {@code errors/part}
     * @return to be closed behind the last record
     * @throws IOException if the storage fails
     */
    SideFile open(Operation.Write write, String base) throws IOException;
  }
}
