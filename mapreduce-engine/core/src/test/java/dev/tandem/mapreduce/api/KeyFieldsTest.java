package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.api.lib.KeyFieldBasedComparator;
import dev.tandem.mapreduce.api.lib.KeyFieldBasedPartitioner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with fields; a test of the Hadoop module compares random ones with Hadoop itself. */
class KeyFieldsTest {
  private static final String SEPARATOR = "mapreduce.map.output.key.field.separator";

  @TempDir Path folder;

  private static Configuration conf(String property, String options) {
    Configuration conf = new Configuration();
    conf.set(property, options);
    conf.set(SEPARATOR, "|");
    return conf;
  }

  private static int partition(String options, String key) {
    KeyFieldBasedPartitioner<String, String> partitioner = new KeyFieldBasedPartitioner<>();
    partitioner.setConf(conf(KeyFieldBasedPartitioner.PARTITIONER_OPTIONS, options));
    return partitioner.getPartition(key, "", Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "'-k1,1', ab|cd|ef, ab",
    "'-k 2', ab|cd|ef, cd|ef",
    "'-k2.2,3.1', ab|cd|ef, d|e",
    "'-k2.2,2.0 -k1,1', ab|cd|ef, dab",
    "'-k1.2,2', ab||ef, b|",
    "'-k2,2.9', ab|cd, cd",
    "'-k1.5,1.2', ab|cd|ef, ''",
    "'-k4,4', ab|cd|ef, ''",
    "'-n', ab|cd, ab|cd"
  })
  void theBytesOfThePartsDecide(String options, String key, String parts) {
    int hash = 0;
    for (byte one : parts.getBytes(StandardCharsets.UTF_8)) {
      hash = 31 * hash + one;
    }
    assertThat(partition(options, key)).isEqualTo(hash & Integer.MAX_VALUE);
  }

  @Test
  void withoutOptionsTheHashOfTheStringDecides() {
    assertThat(partition("", "a|b")).isEqualTo("a|b".hashCode() & Integer.MAX_VALUE);
  }

  private static String sorted(String options, String keys) {
    KeyFieldBasedComparator<String> order = new KeyFieldBasedComparator<>();
    order.setConf(conf(KeyFieldBasedComparator.COMPARATOR_OPTIONS, options));
    String[] all = keys.split(" ");
    Arrays.sort(all, order);
    return String.join(" ", all);
  }

  @ParameterizedTest
  @CsvSource({
    "'', b|1 a|2 a|1, a|1 a|2 b|1",
    "-r, a|1 b|1 a|2, b|1 a|2 a|1",
    "'-k2,2n', a|10 b|9 c|-1 d|-1.5 e|0.5 f|x, d|-1.5 c|-1 f|x e|0.5 b|9 a|10",
    "'-k2,2nr -k1,1', b|1 a|1 c|20, c|20 a|1 b|1",
    "'-k2,2 -nr', b|1 a|1 c|20, c|20 b|1 a|1",
    "'-k2', a|z b|a c, c b|a a|z",
    "'-k2,2n', a|07.50 b|7.5 c|-0 d|0.0 e|7.49, c|-0 d|0.0 e|7.49 a|07.50 b|7.5",
    "'-k1.2,1.2', ab ca \u00e9 a, a ca ab \u00e9"
  })
  void keysAreInTheOrderOfTheirParts(String options, String keys, String expected) {
    assertThat(sorted(options, keys)).isEqualTo(expected);
  }

  @Test
  void numbersHaveTheOrderOfTheirValues() {
    KeyFieldBasedComparator<String> order = new KeyFieldBasedComparator<>();
    order.setConf(conf(KeyFieldBasedComparator.COMPARATOR_OPTIONS, "-n"));
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String a = number(random);
      String b = number(random);
      assertThat(Integer.signum(order.compare(a, b)))
          .as("%s and %s", a, b)
          .isEqualTo(new BigDecimal(a).compareTo(new BigDecimal(b)));
    }
  }

  private static String number(Random random) {
    String zeros = "0".repeat(random.nextInt(3));
    String fraction = random.nextBoolean() ? "." + random.nextInt(20) + zeros : "";
    return (random.nextBoolean() ? "-" : "") + zeros + random.nextInt(30) + fraction;
  }

  @Test
  void aSeparatorMayHaveSeveralBytes() {
    Configuration conf = conf(KeyFieldBasedComparator.COMPARATOR_OPTIONS, "-k3,3");
    conf.set(SEPARATOR, "::");
    KeyFieldBasedComparator<String> order = new KeyFieldBasedComparator<>();
    order.setConf(conf);
    assertThat(order.compare("z::z::a", "a::a::b")).isNegative();
    assertThat(order.compare("z::z::a", "a::a::a")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-x", "-k", "-k0", "-k1.0", "-ka", "-k1,2,3", "-k99999999999", "-rn", "1"})
  void whatIsNoOptionIsRefused(String options) {
    assertThatThrownBy(() -> sorted(options, "a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(KeyFieldBasedComparator.COMPARATOR_OPTIONS + " has '" + options);
  }

  @Test
  void noSeparatorAndNoTextAreRefused() {
    Configuration conf = conf(KeyFieldBasedComparator.COMPARATOR_OPTIONS, "-k1");
    KeyFieldBasedComparator<byte[]> order = new KeyFieldBasedComparator<>();
    order.setConf(conf);
    assertThatThrownBy(() -> order.compare(new byte[1], new byte[1]))
        .hasMessageContaining("byte[]");
    KeyFieldBasedPartitioner<byte[], String> whole = new KeyFieldBasedPartitioner<>();
    whole.setConf(new Configuration());
    assertThatThrownBy(() -> whole.getPartition(new byte[1], "", 2)).hasMessageContaining("byte[]");
    conf.set(SEPARATOR, "");
    assertThatThrownBy(() -> order.setConf(conf)).hasMessageContaining(SEPARATOR + " is empty");
  }

  static class Lines extends Mapper<Long, String, String, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line, "");
    }
  }

  @Test
  void aJobPlacesAndSortsByFields() throws Exception {
    Jobs jobs = new Jobs(folder);
    MapReduceJob job = jobs.job("fields", "b\t9", "a\t10", "d\t1", "b\t-2", "a\t9", "c\t3");
    job.setMapperClass(Lines.class);
    job.setPartitionerClass(KeyFieldBasedPartitioner.class);
    job.setSortComparatorClass(KeyFieldBasedComparator.class);
    job.setNumReduceTasks(2);
    KeyFieldBasedPartitioner.setKeyFieldPartitionerOptions(job, "-k1,1");
    KeyFieldBasedComparator.setKeyFieldComparatorOptions(job, "-k1,1r -k2,2n");
    Jobs.succeed(job);
    assertThat(KeyFieldBasedPartitioner.getKeyFieldPartitionerOption(job)).isEqualTo("-k1,1");
    assertThat(KeyFieldBasedComparator.getKeyFieldComparatorOption(job)).contains("2n");
    assertThat(jobs.lines("part-r-00000")).containsExactly("d\t1\t", "b\t-2\t", "b\t9\t");
    assertThat(jobs.lines("part-r-00001")).containsExactly("c\t3\t", "a\t9\t", "a\t10\t");
  }

  @Test
  void optionsThatCannotBeAreSaidWhenTheJobIsSubmitted() throws Exception {
    MapReduceJob job = new Jobs(folder).job("wrong", "a");
    job.setSortComparatorClass(KeyFieldBasedComparator.class);
    KeyFieldBasedComparator.setKeyFieldComparatorOptions(job, "-k1,b");
    assertThatThrownBy(job::submit).hasMessageContaining("has '-k1,b'");
  }
}
