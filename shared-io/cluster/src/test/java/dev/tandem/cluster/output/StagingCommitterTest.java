package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagingCommitterTest {
  @ParameterizedTest
  @CsvSource({
    "out, .",
    "a/out, a",
    "/out, /",
    "/a/out, /a",
    "hdfs://host:1/out, hdfs://host:1/",
    "hdfs://host:1/a/out, hdfs://host:1/a",
    "file:///out, file:///",
  })
  void theFolderAboveARootIsTheRoot(String path, String parent) {
    assertThat(StagingCommitter.parent(path)).isEqualTo(parent);
  }
}
