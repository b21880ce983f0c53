package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.FileStore;
import java.util.function.Consumer;

/**
 * Records that a map task has sorted before it wrote them: the reduce side merges them where they
 * lie, and writes none of them again.
 */
record RunBucket(String path, Segment segment) implements Bucket {
  @Override
  public long records() {
    return segment.records();
  }

  @Override
  public void files(Consumer<String> to) {
    to.accept(path);
  }

  @Override
  public void read(Intake intake, ShuffleForm form, FileStore files, Damage damage) {
    intake.merge(path, segment, damage);
  }
}
