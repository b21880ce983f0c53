package dev.tandem.hadoop.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.mapreduce.api.MapReduceJob;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the native level lacks of Hadoop is what its page says, by Hadoop's class files. */
class NativeApiTableTest {
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    Path path = Path.of("../core/docs/native-api.md");
    assumeTrue(Files.exists(path), "not beside the documentation");
    page = Files.readString(path);
  }

  private static Set<String> methods(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && !method.isBridge()) {
        names.add(method.getName());
      }
    }
    return names;
  }

  /** The names in the first column of the table below a heading. */
  private static Set<String> leftOut(String heading) {
    String section = page.split("\n### " + Pattern.quote(heading) + "\n", 2)[1].split("\n#")[0];
    Set<String> names = new TreeSet<>();
    for (String row : section.split("\n")) {
      if (row.startsWith("| `")) {
        Matcher name = Pattern.compile("`(\\w+)`").matcher(row.split("\\|")[1]);
        while (name.find()) {
          assertThat(names.add(name.group(1))).as(name.group(1) + " twice").isTrue();
        }
      }
    }
    return names;
  }

  private static void check(String heading, Class<?> hadoop, Class<?> here) {
    Set<String> missing = methods(hadoop);
    missing.removeAll(methods(here));
    assertThat(leftOut(heading)).isEqualTo(missing);
  }

  @Test
  void job() {
    check("Job", Job.class, MapReduceJob.class);
  }

  @Test
  void contexts() {
    check("Mapper.Context", Mapper.Context.class, dev.tandem.mapreduce.api.Mapper.Context.class);
    check("Reducer.Context", Reducer.Context.class, dev.tandem.mapreduce.api.Reducer.Context.class);
  }

  /** A name of Hadoop's default file that is not known would be refused as a mistake. */
  @Test
  void allPropertiesOfHadoopAreKnown() throws Exception {
    Set<String> known = new TreeSet<>();
    try (var names = MapReduceJob.class.getResourceAsStream("hadoop-properties.txt")) {
      new String(names.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .forEach(known::add);
    }
    Configuration defaults = new Configuration(false);
    defaults.addResource(JobContext.class.getClassLoader().getResource("mapred-default.xml"));
    Set<String> hadoop = new TreeSet<>();
    defaults.forEach(property -> hadoop.add(property.getKey()));
    hadoop.removeIf(name -> !name.startsWith("mapreduce."));
    assertThat(hadoop).hasSizeGreaterThan(150);
    assertThat(known).containsAll(hadoop);
  }
}
