package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileCountsTest {
  private static Map<String, Long> map(FileCounts counts) {
    Map<String, Long> map = new HashMap<>();
    counts.each((file, count) -> assertThat(map.put(file, count)).as("%s twice", file).isNull());
    return map;
  }

  @Test
  void countsAsAMapDoes() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      FileCounts counts = new FileCounts();
      Map<String, Long> expected = new HashMap<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        String file = "f" + random.nextInt(4);
        long occurrences = 1L + random.nextInt(3);
        counts.add(file, occurrences);
        expected.merge(file, occurrences, Long::sum);
      }
      assertThat(map(counts)).isEqualTo(expected);
      Output out = new Output(16);
      FileCounts.CODEC.write(counts, out);
      Input in = new Input(out.toByteArray());
      FileCounts read = FileCounts.CODEC.read(in);
      assertThat(in.remaining()).isZero();
      assertThat(map(read)).isEqualTo(expected);
      Output again = new Output(16);
      FileCounts.CODEC.write(read, again);
      assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
      assertThat(FileCounts.CODEC.hash(read)).isEqualTo(FileCounts.CODEC.hash(counts));
    }
  }
}
