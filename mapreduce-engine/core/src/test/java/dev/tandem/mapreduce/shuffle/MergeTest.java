package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
  @TempDir Path folder;

  private Run write(int origin, List<String> sorted) throws IOException {
    return new SortedRuns(folder).write(origin, sorted);
  }

  @Test
  void mergesAnyNumberOfRunsAndKeepsEqualRecordsInOrderOfTheirRuns() throws IOException {
    Random random = new Random(5);
    for (int n : new int[] {0, 1, 2, 3, 7, 10, 33}) {
      List<Run> runs = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int origin = 0; origin < n; origin++) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(200) * random.nextInt(2); i > 0; i--) {
          keys.add(
              "long common prefix ".substring(random.nextInt(2) * 19)
                  + (char) ('a' + random.nextInt(9)));
        }
        keys.sort(Comparator.naturalOrder());
        runs.add(write(origin, keys));
        for (String key : keys) {
          expected.add(key + "/" + origin);
        }
      }
      expected.sort(
          Comparator.<String, String>comparing(line -> line.substring(0, line.indexOf('/')))
              .thenComparingInt(line -> Integer.parseInt(line.substring(line.indexOf('/') + 1))));
      assertThat(SortedRuns.merge(LocalFileStore.INSTANCE, runs)).isEqualTo(expected);
      for (Run run : runs) {
        Files.delete(Path.of(run.path()));
      }
    }
  }

  @Test
  void aRunThatIsGoneSaysWhoseItWas() throws IOException {
    Run there = write(3, List.of("a"));
    Run gone = write(8, List.of("b"));
    Files.delete(Path.of(gone.path()));
    assertThatThrownBy(() -> Merge.open(LocalFileStore.INSTANCE, List.of(there, gone), 0, null))
        .isInstanceOfSatisfying(RunLost.class, lost -> assertThat(lost.origin()).isEqualTo(8));
  }
}
