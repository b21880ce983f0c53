package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkJvmTest {
  private static final List<String> OWN =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-javaagent:watcher.jar",
          "-XX:+UseParallelGC",
          "-XX:SharedArchiveFile=classes.jsa");

  @Test
  void whatOnlyThisJvmHasIsLeftOut() {
    assertThat(ForkJvm.arguments(OWN, 0)).containsExactly("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC");
  }

  @Test
  void theHeapIsTheOneThatIsAskedFor() {
    assertThat(ForkJvm.arguments(OWN, 4096))
        .containsExactly("-XX:+UseParallelGC", "-Xms4096", "-Xmx4096");
  }
}
