package dev.tandem.agreement.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.agreement.fidelity.Fact.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fact is seen as {@link Facts} tells it, of the embedded engine and of the real system.
 *
 * <p>Where a fact is meant to change, change it there, and write the page anew: {@code mvn -pl
 * benchmarks/agreement test -Dtest=FidelityTest -Dtandem.golden=write}.
 */
class FidelityTest {
  private static final Path PAGE = Path.of("docs", "fidelity.md");
  private static final boolean WRITE = "write".equals(System.getProperty("tandem.golden"));
  private static final int MOST_DIFFERENCES = 5;

  @TempDir static Path shared;
  private static SparkWatch spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = new SparkWatch(shared);
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  static List<Fact> observable() {
    return Facts.all().stream().filter(fact -> fact.outcome() != Outcome.NOT_OBSERVABLE).toList();
  }

  @ParameterizedTest
  @MethodSource("observable")
  void isSeen(Fact fact) throws Exception {
    Fact.Pair pair = fact.pair();
    String embedded = fact.embeddedLook().at(subject(pair.embedded()));
    String real = fact.realLook().at(subject(pair.real()));
    assertThat(embedded).as(pair.embedded()).isEqualTo(fact.embedded());
    assertThat(real).as(pair.real()).isEqualTo(fact.real());
    assertThat(embedded.equals(real)).isEqualTo(fact.outcome() == Outcome.EQUAL);
  }

  private Subject subject(String system) throws IOException {
    Path own = Files.createDirectories(folder.resolve(system.replaceAll("\\W", "-")));
    return new Subject(system, own, spark);
  }

  @Test
  void differencesAreFewAndHaveCauses() {
    assertThat(Facts.all().stream().filter(fact -> fact.outcome() == Outcome.DIFFERENT))
        .hasSizeLessThanOrEqualTo(MOST_DIFFERENCES);
    assertThat(Facts.all())
        .allMatch(fact -> fact.note().isEmpty() == (fact.outcome() == Outcome.EQUAL));
    assertThat(Facts.all()).extracting(Fact::id).doesNotHaveDuplicates();
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    if (WRITE) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, Facts.page());
    }
    assertThat(PAGE).as("see this test's comment").exists();
    assertThat(Files.readString(PAGE)).as("see this test's comment").isEqualTo(Facts.page());
  }
}
