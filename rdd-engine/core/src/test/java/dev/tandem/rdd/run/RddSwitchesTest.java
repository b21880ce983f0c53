package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.rdd.RddEngine;
import dev.tandem.rdd.api.RddContext;
import java.io.File;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A switch that would not do what its user meant is refused at both doors of the engine. */
class RddSwitchesTest {
  private static final Engine ENGINE = new RddEngine();

  @TempDir Path folder;

  private RunOptions with(String name, String value) {
    return RunOptions.defaults()
        .withMemory(32 << 20)
        .withScratch(folder.toString())
        .withConf(name, value);
  }

  private void openContext(String name, String value) {
    RddContext.open("test", with(name, value)).close();
  }

  private void openSession(String name, String value) {
    try (Session session = ENGINE.open("test", with(name, value))) {
      assertThat(session).isNotNull();
    }
  }

  private void refused(BiConsumer<String, String> door, String name, String value, String message) {
    assertThatThrownBy(() -> door.accept(name, value))
        .isInstanceOf(JobFailed.class)
        .hasMessageStartingWith("job test: " + message);
    assertThat(folder.toFile().listFiles(File::isDirectory)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "shuffle, file, memory or files",
    "shuffle.loss, nodes, output or node",
    "spark.speculation, yes, true or false",
    "spark.shuffle.orderIndependentChecksum.enabled, on, true or false",
    "combiner, yes, true or false",
    "sync, 0, true or false",
    "committer, hadoop, 'tandem, hadoop-v1 or hadoop-v2'",
    "spark.scheduler.mode, LIFO, FIFO or FAIR"
  })
  void aValueThatIsNone(String name, String value, String legal) {
    String message = name + " is '" + value + "', it must be " + legal;
    refused(this::openContext, name, value, message);
    refused(this::openSession, name, value, message);
  }

  @ParameterizedTest
  @CsvSource({
    "shufle, shuffle",
    "spark.speculatoin, spark.speculation",
    "sprak.speculation, spark.speculation",
    "shuffle-loss, shuffle.loss",
    "combine, combiner"
  })
  void aSlip(String name, String meant) {
    String message = "there is no switch '" + name + "'; did you mean '" + meant + "'?";
    refused(this::openContext, name, "true", message);
    refused(this::openSession, name, "true", message);
  }

  /** A comparison with real Spark gives all engines the same options. */
  @Test
  void settingsOfRealSparkMeanNothingToAProgramOfThisEngineAlone() {
    refused(
        this::openContext,
        "spark.speculation.interval",
        "1s",
        "there is no switch 'spark.speculation.interval'; did you mean 'spark.speculation.");
    refused(
        this::openContext,
        "spark.executor.memory",
        "1g",
        "there is no switch 'spark.executor.memory'; there are: spark.");
    assertThatCode(() -> openSession("spark.speculation.interval", "1s"))
        .doesNotThrowAnyException();
    assertThatCode(() -> openSession("spark.executor.memory", "1g")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"x-sync", "io.file.buffer.size", "mapreduce.map.speculative", "my.own", "fs", "sink"})
  void namesOfOthersPass(String name) {
    assertThatCode(() -> openContext(name, "1")).doesNotThrowAnyException();
    assertThatCode(() -> openSession(name, "1")).doesNotThrowAnyException();
  }
}
