package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every bit of a file that a run leaves for itself is flipped, and the file is cut at every length,
 * each time through a whole job: none gives a wrong answer, each is noticed, and one attempt or one
 * map task pays for it.
 */
@Timeout(1800)
class DamagedFilesTest {
  @TempDir Path folder;

  /**
   * A file of a small job.
   *
   * @param name what its path ends with
   * @param each numbers that the map task emits: with 20 it spills several times
   * @param conf the switch that makes a run write such a file: {@code name=value}
   */
  private record Target(String name, int each, String conf) {
    RunOptions change(RunOptions options) {
      String[] one = conf.split("=");
      return options
          .withNodes(1, 1)
          .withPartitions(2)
          .withConf("sync", "false")
          .withConf("mapreduce.task.io.sort.mb", "0.0001")
          .withConf(one[0], one[1]);
    }
  }

  private FaultTrial trial(Target target) {
    return new FaultTrial(
        new MapReduceEngine(), folder, new SmallProbe(1, target.each()), target::change);
  }

  private Outcome damaged(Target target, UnaryOperator<byte[]> damage) {
    FaultyFiles files =
        new FaultyFiles().damaging(1, path -> path.endsWith("/" + target.name()), damage);
    Outcome outcome = trial(target).run(options -> options.withFiles(files));
    assertThat(files.isDamageDone()).as("there is such a file").isTrue();
    return outcome;
  }

  private byte[] whole(Target target) {
    byte[][] whole = new byte[1][];
    Outcome calm = damaged(target, bytes -> whole[0] = bytes.clone());
    assertThat(costs(calm)).as("nothing is noticed where nothing is damaged").isZero();
    return whole[0];
  }

  /**
   * The attempt that failed, or the map task that ran again. A reduce task whose copy is damaged
   * has one attempt more and neither: what it copied from is looked at, and is sound.
   */
  private static long costs(Outcome outcome) {
    RunReport report = outcome.report();
    return report.get(Measure.FAILED_ATTEMPTS) + report.get(Measure.RECOMPUTED_TASKS);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return bytes;
  }

  /** All of them, and one byte more than there should be. */
  private static Map<String, UnaryOperator<byte[]>> damages(byte[] whole) {
    Map<String, UnaryOperator<byte[]>> damages = new LinkedHashMap<>();
    for (int i = 0; i < 8 * whole.length; i++) {
      int bit = i;
      damages.put("bit " + bit + " flipped", bytes -> flipped(bytes, bit));
    }
    for (int i = 0; i < whole.length; i++) {
      int left = i;
      damages.put("cut at " + left, bytes -> Arrays.copyOf(bytes, left));
    }
    damages.put("longer by a byte", bytes -> Arrays.copyOf(bytes, bytes.length + 1));
    return damages;
  }

  @ParameterizedTest
  @CsvSource({
    "spill0, 3, fetch=direct",
    "spill0, 3, fetch=copy",
    "spill0.index, 3, fetch=copy",
    "spill0, 20, fetch=direct", // merged by its own map task, whatever reducers do
    "merge0, 20, mapreduce.task.io.sort.factor=2",
    "output, 20, fetch=direct",
    "output, 20, fetch=copy",
    "output.index, 20, fetch=copy",
    "copy0, 3, mapreduce.reduce.shuffle.memory.limit.percent=0",
    "shuffled0, 3, mapreduce.reduce.merge.inmem.threshold=1"
  })
  void noBitAndNoLengthGivesAWrongAnswer(String name, int each, String conf) {
    Target target = new Target(name, each, conf);
    byte[] whole = whole(target);
    Outcome calm = trial(target).run(options -> options);
    List<String> unnoticed = new ArrayList<>();
    Map<String, UnaryOperator<byte[]>> damages = damages(whole);
    assertThat(damages).hasSize(9 * whole.length + 1);
    damages.forEach(
        (what, damage) -> {
          Outcome outcome = damaged(target, damage);
          assertThat(outcome.message()).as(what).isEmpty();
          assertThat(outcome.files()).as(what).isEqualTo(calm.files());
          assertThat(outcome.leaks()).as(what).isEmpty();
          assertThat(costs(outcome)).as(what).isLessThanOrEqualTo(1);
          if (outcome.attempts() == calm.attempts()) {
            unnoticed.add(what);
          }
        });
    assertThat(unnoticed).as("bytes behind the end are nobody's").isSubsetOf("longer by a byte");
  }
}
