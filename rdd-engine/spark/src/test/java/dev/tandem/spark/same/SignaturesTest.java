package dev.tandem.spark.same;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.rdd.api.DoubleRdd;
import dev.tandem.rdd.api.PairRdd;
import dev.tandem.rdd.api.Rdd;
import dev.tandem.rdd.api.RddContext;
import dev.tandem.rdd.api.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/**
 * Every public method of Spark's Java API is here, has another name, or is left out for a reason;
 * the page says which. Write it anew with {@code mvn -pl rdd-engine/spark test
 * -Dtest=SignaturesTest -Dtandem.golden=write}.
 */
class SignaturesTest {
  private static final Path PAGE = Path.of("..", "core", "docs", "native-api.md");

  @Test
  void everyMethodOfSparkIsAccountedFor() throws IOException {
    Exceptions exceptions = Exceptions.read();
    NativeApi api =
        new NativeApi(exceptions)
            .add(JavaRDD.class, Rdd.class)
            .add(JavaPairRDD.class, PairRdd.class)
            .add(JavaDoubleRDD.class, DoubleRdd.class)
            .add(JavaSparkContext.class, RddContext.class)
            .add(org.apache.spark.TaskContext.class, TaskContext.class);
    assertThat(api.missing()).as("methods of Spark without a word about them").isEmpty();
    assertThat(exceptions.stale()).as("exceptions that no method needs").isEmpty();
    if ("write".equals(System.getProperty("tandem.golden"))) {
      Files.writeString(PAGE, api.page());
    }
    assertThat(PAGE).hasContent(api.page());
  }
}
