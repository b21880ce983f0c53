package dev.tandem.spark.same;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same program on real Spark and on our RDDs: equal answers, the same records in the same
 * partitions, the same number of jobs, and stages with the same numbers of tasks.
 */
class SameProgramTest {
  private static BothContexts both;

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    both = new BothContexts(shared);
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  static Stream<SamePrograms.Program> programs() {
    return Stream.of(PairPrograms.all(), RddPrograms.all(), ContextPrograms.all())
        .flatMap(programs -> programs);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void isTheSame(SamePrograms.Program program) throws Exception {
    Seen spark = both.onSpark(program.spark(), program.ordered());
    Seen own = BothContexts.onOwn(folder, program.own(), program.ordered());
    assertThat(own).isEqualTo(spark);
  }
}
