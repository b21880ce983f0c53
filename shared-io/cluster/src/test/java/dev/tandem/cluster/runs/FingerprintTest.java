package dev.tandem.cluster.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** Each inner list is a partition of {@code key=value} records. */
  @SafeVarargs
  private static long of(List<String>... partitions) {
    Fingerprint print = new Fingerprint();
    for (int p = 0; p < partitions.length; p++) {
      for (String record : partitions[p]) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        int cut = record.indexOf('=');
        print.add(bytes, 0, cut, bytes, cut + 1, bytes.length - cut - 1);
      }
      print.endPartition(p);
    }
    return print.value();
  }

  @Test
  void theOrderOfRecordsDoesNotMatterAndAllElseDoes() {
    List<String> a = List.of("k=1", "k=2", "=", "a long key=and a long value");
    List<String> shuffled = List.of("a long key=and a long value", "k=2", "=", "k=1");
    assertThat(of(a, List.of("x=y"))).isEqualTo(of(shuffled, List.of("x=y")));
    Set<Long> others = new HashSet<>();
    others.add(of(a, List.of("x=y")));
    others.add(of(a, List.of("xy=")));
    others.add(of(a, List.of("x=y", "x=y")));
    others.add(of(a, List.of("x=y", "=")));
    others.add(of(List.of("x=y"), a));
    others.add(of(a, List.of(), List.of("x=y")));
    others.add(of(List.of("k=1", "k=2", "=", "a long key=and a long valuf"), List.of("x=y")));
    assertThat(others).hasSize(7);
  }

  @Test
  void recordsMayComeInAnyOrderOfPartitions() {
    Fingerprint print = new Fingerprint();
    byte[] bytes = "b2a1b3".getBytes(StandardCharsets.UTF_8);
    print.add(1, bytes, 0, 1, bytes, 1, 1);
    print.add(0, bytes, 2, 1, bytes, 3, 1);
    print.add(1, bytes, 4, 1, bytes, 5, 1);
    assertThat(print.value()).isEqualTo(of(List.of("a=1"), List.of("b=3", "b=2")));
  }

  @Test
  void runsOfTheSamePartitionsAddUp() {
    Fingerprint both = new Fingerprint();
    for (String record : List.of("a=1", "b=2")) {
      byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
      both.endPartition(0);
      both.add(bytes, 0, 1, bytes, 2, 1);
      both.endPartition(1);
    }
    assertThat(both.value()).isEqualTo(of(List.of(), List.of("a=1", "b=2")));
  }
}
