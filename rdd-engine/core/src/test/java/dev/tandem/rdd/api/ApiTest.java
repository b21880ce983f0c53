package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A context for each test, and what it leaves behind: nothing. */
abstract class ApiTest {
  @TempDir Path folder;
  RddContext sc;

  @BeforeEach
  void open() {
    sc = Contexts.open(folder);
  }

  @AfterEach
  void close() {
    sc.close();
    assertThat(folder.resolve("scratch").toFile().list()).isEmpty();
  }

  static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  /** The tasks of each stage that has run since the context was opened. */
  List<Integer> tasks() {
    return Contexts.stages(sc).stream()
        .map(stage -> Integer.valueOf(stage.substring(stage.lastIndexOf(' ') + 1)))
        .toList();
  }
}
