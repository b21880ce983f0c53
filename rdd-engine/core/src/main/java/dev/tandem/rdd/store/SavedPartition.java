package dev.tandem.rdd.store;

import dev.tandem.cluster.Failures;
import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;

/**
 * A partition that a checkpoint has put into a checksummed file, outside of any node.
 *
 * @param path of the file
 * @param segment which the file consists of
 */
public record SavedPartition(String path, Segment segment) {
  /**
   * Computes a partition and writes it. The file appears under its name when the attempt is
   * committed, whole and forced to the device; a failed attempt leaves nothing.
   *
   * @param shape what the records look like
   * @param computation of the partition
   * @param path of the file
   * @throws IOException if a source cannot be read, or the file cannot be written
   * @throws FetchFailure if what a map task had published is lost
   */
  public static SavedPartition write(
      Shape shape, Recomputable.Computation computation, TaskResources context, String path)
      throws IOException, FetchFailure {
    TaskContext task = context.task();
    FileStore files = context.files();
    String attempt = path + ".attempt" + task.attempt().number();
    task.onAbort(() -> files.delete(attempt));
    task.fault("checkpoint.write");
    RecordForm form = RecordForm.of(shape);
    Segment segment;
    try (RecordFile.Writer writer = new RecordFile.Writer(files, attempt, form)) {
      computation.push(writer);
      segment = writer.end();
    }
    task.onCommit(
        () -> {
          files.sync(attempt);
          files.rename(attempt, path);
        });
    return new SavedPartition(path, segment);
  }

  /**
   * Hands over the records.
   *
   * @param shape what they look like
   * @throws InputException if the file is gone or damaged: it cannot be computed again, and trying
   *     once more does not help
   */
  public void push(Shape shape, TaskResources context, Collector out) throws IOException {
    RecordForm form = RecordForm.of(shape);
    FileBlock block = new FileBlock(context.task().node(), form, path, segment);
    try {
      context.task().fault("checkpoint.read");
      block.push(context.files(), context.task()::checkStopped, out);
    } catch (LostBlock e) {
      throw new InputException(
          path
              + ": the checkpoint is lost or damaged ("
              + Failures.describe(e.getCause())
              + "), and the lineage behind it was cut; run the program again");
    }
  }
}
