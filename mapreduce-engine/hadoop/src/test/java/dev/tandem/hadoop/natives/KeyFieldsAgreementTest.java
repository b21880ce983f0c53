package dev.tandem.hadoop.natives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.lib.KeyFieldBasedComparator;
import dev.tandem.mapreduce.api.lib.KeyFieldBasedPartitioner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

/** Fields of random keys decide as they do for Hadoop's own classes. */
class KeyFieldsAgreementTest {
  private static final int KEYS = 60;
  private static final int OPTIONS = 400;
  private static final String SEPARATOR = "mapreduce.map.output.key.field.separator";
  private static final String PARTITIONER = KeyFieldBasedPartitioner.PARTITIONER_OPTIONS;
  private static final String COMPARATOR = KeyFieldBasedComparator.COMPARATOR_OPTIONS;

  private final Random random = new Random(7);

  private static org.apache.hadoop.conf.Configuration hadoop(Configuration conf) {
    org.apache.hadoop.conf.Configuration same = new org.apache.hadoop.conf.Configuration(false);
    conf.toMap().forEach(same::set);
    return same;
  }

  private static Configuration conf(String property, String options, String separator) {
    Configuration conf = new Configuration();
    conf.set(property, options);
    if (!separator.equals("\t")) {
      conf.set(SEPARATOR, separator);
    }
    return conf;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** Up to five fields of up to five characters, empty ones and trailing separators among them. */
  private String text(String separator) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      key.append(pick(separator, separator, "a", "b", "B", "0", "7", ".", "-", "\u00e9", "\u20ac"));
    }
    return key.toString();
  }

  /** A number as people write them: no zeros before it, perhaps some behind its point. */
  private String number() {
    int whole = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(2000);
    String sign = pick("", "", "-");
    return sign + whole + pick("", "", ".", ".0", ".5", ".50", ".05", "." + random.nextInt(1000));
  }

  private String numbers(String separator) {
    return String.join(separator, number(), number(), number());
  }

  private String position(int least) {
    return least + random.nextInt(3) + pick("", "." + (1 + random.nextInt(4)));
  }

  /** Any options for text. */
  private String options() {
    StringBuilder options = new StringBuilder(pick("", "", "-r "));
    for (int i = random.nextInt(4); i > 0; i--) {
      int field = 1 + random.nextInt(3);
      options.append(pick("-k", "-k ")).append(field).append(pick("", ".1", ".2", ".4"));
      options.append(pick("", "r")).append(pick("", "," + position(field), "," + field + ".0"));
      options.append(pick("", " ").isEmpty() ? " " : "  ");
    }
    return options.toString();
  }

  private List<String> keys(Supplier<String> key) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(key.get());
    }
    return keys;
  }

  @Test
  void partitionsAreHadoops() {
    for (int i = 0; i < OPTIONS; i++) {
      String separator = pick("\t", "|", "\u0001");
      Configuration conf = conf(PARTITIONER, options(), separator);
      var theirs =
          new org.apache.hadoop.mapreduce.lib.partition.KeyFieldBasedPartitioner<Text, String>();
      theirs.setConf(hadoop(conf));
      var ours = new KeyFieldBasedPartitioner<String, String>();
      ours.setConf(conf);
      int partitions = pick("", "1").isEmpty() ? Integer.MAX_VALUE : 1 + random.nextInt(9);
      for (String key : keys(() -> text(separator))) {
        assertThat(ours.getPartition(key, "", partitions))
            .as("'%s' by %s", key, conf.toMap())
            .isEqualTo(theirs.getPartition(new Text(key), "", partitions));
      }
    }
  }

  @Test
  void ordersOfTextAreHadoops() throws IOException {
    for (int i = 0; i < OPTIONS; i++) {
      String separator = pick("\t", "|", "\u0001");
      compare(conf(COMPARATOR, options(), separator), keys(() -> text(separator)));
    }
  }

  @Test
  void ordersOfNumbersAreHadoops() throws IOException {
    for (int i = 0; i < OPTIONS; i++) {
      String separator = pick("\t", "|");
      String options = pick("-k1,1n", "-k1,1nr", "-k2,2 -n", "-k2,2nr -k1,1n", "-k3nr");
      compare(conf(COMPARATOR, options, separator), keys(() -> numbers(separator)));
      compare(conf(COMPARATOR, pick("-n", "-nr", "-k1n"), separator), keys(this::number));
    }
  }

  /** The sign of each comparison, where Hadoop's is the other one with the keys exchanged. */
  private static void compare(Configuration conf, List<String> keys) throws IOException {
    var theirs =
        new org.apache.hadoop.mapreduce.lib.partition.KeyFieldBasedComparator<Text, String>();
    theirs.setConf(hadoop(conf));
    KeyFieldBasedComparator<String> ours = new KeyFieldBasedComparator<>();
    ours.setConf(conf);
    int compared = 0;
    for (int i = 1; i < keys.size(); i++) {
      String a = keys.get(i - 1);
      String b = keys.get(i);
      int there = theirs(theirs, a, b);
      assertThat(ours.compare(b, a)).isEqualTo(-ours.compare(a, b));
      if (there == -theirs(theirs, b, a)) {
        compared++;
        assertThat(Integer.signum(ours.compare(a, b)))
            .as("'%s' and '%s' by %s", a, b, conf.toMap())
            .isEqualTo(there);
      }
    }
    assertThat(compared).as("compared by %s", conf.toMap()).isPositive();
  }

  private static int theirs(
      org.apache.hadoop.mapreduce.lib.partition.KeyFieldBasedComparator<Text, String> comparator,
      String a,
      String b)
      throws IOException {
    DataOutputBuffer left = bytes(a);
    DataOutputBuffer right = bytes(b);
    return Integer.signum(
        comparator.compare(
            left.getData(), 0, left.getLength(), right.getData(), 0, right.getLength()));
  }

  private static DataOutputBuffer bytes(String key) throws IOException {
    DataOutputBuffer bytes = new DataOutputBuffer();
    new Text(key).write(bytes);
    return bytes;
  }

  /** Why the page of ours names cases in which it does not do as Hadoop does. */
  @Test
  void hadoopsAnswersThatAreNoOrderAreNotTakenOver() throws IOException {
    var theirs =
        new org.apache.hadoop.mapreduce.lib.partition.KeyFieldBasedComparator<Text, String>();
    Configuration conf = conf(COMPARATOR, "-k2,2n", "\t");
    theirs.setConf(hadoop(conf));
    assertThat(theirs(theirs, "a", "b")).isEqualTo(-1);
    assertThat(theirs(theirs, "b", "a")).isEqualTo(-1);
    assertThat(theirs(theirs, "\t5", "\t5.0")).isZero();
    assertThat(theirs(theirs, "\t5.0", "\t05")).isZero();
    assertThat(theirs(theirs, "\t05", "\t5")).isEqualTo(-1);
    KeyFieldBasedComparator<String> ours = new KeyFieldBasedComparator<>();
    ours.setConf(conf);
    assertThat(ours.compare("a", "b")).isZero();
    assertThat(ours.compare("\t5", "\t5.0")).isZero();
    assertThat(ours.compare("\t5.0", "\t05")).isZero();
    assertThat(ours.compare("\t05", "\t5")).isZero();
  }
}
