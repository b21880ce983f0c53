package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.LocalFileStore;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputTargetTest {
  private static OutputTarget target(String path) {
    return new OutputTarget(LocalFileStore.INSTANCE, path, false, null, false);
  }

  /** No clock is asked, so none that jumps can make two runs share a folder. */
  @Test
  void aHundredThousandRunsHaveHiddenFoldersOfTheirOwn() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      OutputTarget target = target("results/out");
      assertThat(names.add(target.staging) && names.add(target.old)).isTrue();
    }
    assertThat(names).allMatch(name -> name.startsWith("results/.out.tandem-"));
  }
}
