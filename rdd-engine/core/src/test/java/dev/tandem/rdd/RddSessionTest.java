package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RddSessionTest {
  @TempDir Path folder;

  @Test
  void aSwitchThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Runs(folder, options -> options.withConf("shuffle", "disk")))
        .isInstanceOf(JobFailed.class)
        .hasMessage("job test: shuffle is 'disk', it must be memory or files");
  }
}
