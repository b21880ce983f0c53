package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who makes a Spark context, and who stops it. */
class SparkContextsTest {
  @TempDir Path folder;

  private RunOptions options() {
    return RunOptions.defaults().withNodes(1, 2).withScratch(folder.toString());
  }

  private static boolean active() {
    return SparkContext$.MODULE$.getActive().isDefined();
  }

  @Test
  void runsShareAContextAndTheLastOneStopsIt() throws IOException {
    JavaSparkContext first = SparkContexts.acquire("first", options());
    JavaSparkContext second = SparkContexts.acquire("second", options());
    assertThat(second.sc()).isSameAs(first.sc());
    SparkContexts.release(first);
    assertThat(active()).isTrue();
    assertThat(second.parallelize(List.of(1, 2, 3)).reduce(Integer::sum)).isEqualTo(6);
    SparkContexts.release(second);
    assertThat(active()).isFalse();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aContextOfOthersIsUsedAndNotStopped() {
    try (JavaSparkContext others = new JavaSparkContext(LocalSpark.conf("local[1]"))) {
      JavaSparkContext used = SparkContexts.acquire("run", options());
      assertThat(used.sc()).isSameAs(others.sc());
      SparkContexts.release(used);
      assertThat(active()).isTrue();
    }
  }

  @Test
  void aRunIsToldOfSettingsThatItDoesNotGet() {
    RunOptions first = options().withConf("spark.shuffle.compress", "false");
    JavaSparkContext spark = SparkContexts.acquire("first", first);
    try {
      assertThat(SparkContexts.differences(spark, first)).isEmpty();
      RunOptions second =
          options()
              .withNodes(1, 1)
              .withConf("spark.rdd.compress", "true")
              .withScratch(folder.resolve("other").toString());
      assertThat(SparkContexts.differences(spark, second))
          .containsExactly(
              "spark.master is local[2,4] and not local[1,4]",
              "spark.rdd.compress is unset and not true",
              "spark.shuffle.compress is false and not unset");
      try (SparkSession session = SparkSession.open("second", second)) {
        assertThat(session.report().warnings())
            .singleElement()
            .asString()
            .contains("Spark context that this process has already", "spark.rdd.compress is unset");
      }
    } finally {
      SparkContexts.release(spark);
    }
    assertThat(active()).isFalse();
  }

  @Test
  void ofAContextOfOthersOnlyWhatARunNamesIsCompared() {
    try (JavaSparkContext others = new JavaSparkContext(LocalSpark.conf("local[1]"))) {
      assertThat(SparkContexts.differences(others, options())).isEmpty();
      assertThat(SparkContexts.differences(others, options().withConf("master", "local[7]")))
          .containsExactly("spark.master is local[1] and not local[7]");
    }
  }

  @Test
  void aMasterThatIsNotThereIsNamedAtOnce() throws IOException {
    String master = "spark://127.0.0.1:1";
    assertThatThrownBy(
            () -> SparkContexts.acquire("run", options().withConf("spark.master", master)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("no Spark master answers at 127.0.0.1:1")
        .hasMessageContaining("--conf spark.master");
    assertThat(active()).isFalse();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void optionsBecomeSparksSettings() {
    JavaSparkContext spark =
        SparkContexts.acquire(
            "run", options().withAttempts(3).withConf("spark.shuffle.compress", "false"));
    try {
      assertThat(spark.master()).isEqualTo("local[2,3]");
      assertThat(spark.getConf().get("spark.shuffle.compress")).isEqualTo("false");
      assertThat(spark.getConf().get("spark.ui.enabled")).isEqualTo("false");
      assertThat(
              spark.getConf().get("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version"))
          .isEqualTo("1");
      assertThat(spark.appName()).isEqualTo("run");
    } finally {
      SparkContexts.release(spark);
    }
  }

  @Test
  void aTaskIsTriedNoMoreOftenThanTheRunAllows() {
    try (JavaSparkContext others = new JavaSparkContext(LocalSpark.conf("local[1,4]"))) {
      assertThat(SparkContexts.limit(others, options().withAttempts(2))).isEqualTo(2);
      assertThat(SparkContexts.limit(others, options().withAttempts(4))).isZero();
    }
  }

  @Test
  void aContextThatCannotStartLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () -> SparkContexts.acquire("run", options().withConf("master", "nowhere[1]")))
        .isInstanceOf(Exception.class);
    assertThat(active()).isFalse();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    SparkContexts.release(SparkContexts.acquire("next", options()));
  }

  @Test
  void aRunWhoseContextCannotStartLeavesNothingBehind() throws IOException {
    RunOptions wrong = options().withConf("master", "nowhere[1]");
    assertThatThrownBy(() -> SparkSession.open("run", wrong)).hasMessageContaining("nowhere[1]");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aRunThatIsClosedCanStillBeCancelled() {
    SparkSession session = SparkSession.open("run", options());
    session.close();
    assertThat(active()).isFalse();
    assertThatCode(session::cancel).doesNotThrowAnyException();
  }

  @Test
  void jarsMayLieInFoldersWithBlanks() throws IOException {
    Path jar = folder.resolve("my jobs").resolve("a+b.jar");
    assertThat(SparkContexts.fileOf(jar.toUri().toURL())).isEqualTo(jar.toString());
  }
}
