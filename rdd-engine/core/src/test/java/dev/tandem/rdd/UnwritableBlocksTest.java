package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever makes room has no part in what the records of others do when they are written. */
class UnwritableBlocksTest {
  /** The number of the operation with the codec. */
  private static final int TEXTS = 3;

  @TempDir Path folder;

  /** A codec of the user's, who may have forgotten anything. */
  private enum Unwritable implements Codec<String> {
    INSTANCE;

    @Override
    public void write(String value, Output out) {
      throw new AssertionError("no bytes");
    }

    @Override
    public String read(Input in) {
      throw new AssertionError("no bytes");
    }

    @Override
    public boolean canonical() {
      return false;
    }

    @Override
    public int hash(String value) {
      return 0;
    }
  }

  @Test
  void whateverIsThrownWhileAPartitionIsMovedCostsThatPartition() {
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20))) {
      PartitionStore store = runs.session.runtime().store();
      store.persist(TEXTS, StorageLevel.MEMORY_AND_DISK);
      Bag<String> texts =
          runs.pipeline
              .read(Numbers.of(4, 1200))
              .map(n -> "a text of some length that is longer than its number " + n)
              .as(Unwritable.INSTANCE);
      assertThat(texts.count()).isEqualTo(4800);
      assertThat(store.memory().acquireStorage(800 << 10, TEXTS + 1)).isTrue();
      assertThat(runs.report().warnings())
          .isNotEmpty()
          .allMatch(line -> line.matches(".*cannot be moved to disk: .*no bytes"));
      store.memory().releaseStorage(800 << 10);
      assertThat(texts.count()).isEqualTo(4800);
      store.release(TEXTS);
      assertThat(store.memory().used()).isZero();
    }
  }
}
