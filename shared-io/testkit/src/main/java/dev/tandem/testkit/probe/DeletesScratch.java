package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import java.io.IOException;

/**
 * A function of groups that deletes all scratch of its run, with the folders: it is gone for the
 * tasks behind it. Right are the keys 0, 1 and 2, or a failure that names the file that is missing.
 *
 * @param scratch the folder in which the run has its scratch
 */
public record DeletesScratch(String scratch) implements Job {
  @Override
  public String name() {
    return "deletes-scratch";
  }

  @Override
  public String describe() {
    return "a function that deletes the scratch folder of its own run";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    String root = scratch;
    p.read(Numbers.of(2, 60))
        .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n % 3, n))
        .groupByKey()
        .flatMap(
            Long.class,
            (key, values, out) -> {
              deleteAllBelow(root);
              out.emit(key);
            })
        .write(TextSink.to(args.output()));
  }

  private static void deleteAllBelow(String folder) throws IOException {
    for (FileInfo root : LocalFileStore.INSTANCE.list(folder)) {
      LocalFileStore.INSTANCE.delete(root.path());
    }
  }
}
