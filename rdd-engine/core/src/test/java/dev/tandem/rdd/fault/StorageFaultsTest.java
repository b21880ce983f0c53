package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.FaultProbe;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storage that is full, damages, loses and refuses: faults of section B, for this engine. */
@Timeout(60)
class StorageFaultsTest {
  @TempDir Path folder;

  /** Groups that do not fit: every reduce task spills and merges. */
  private static final class Spilling implements Job {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "spilling";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(3, 6000))
          .mapToPair(
              String.class, Long.class, (n, out) -> out.emit("a key of some length " + n % 7000, n))
          .groupByKey()
          .flatMap(
              String.class,
              (key, values, out) -> {
                long sum = 0;
                while (values.hasNext()) {
                  sum += values.next();
                }
                out.emit(key + ":" + sum);
              })
          .write(TextSink.to(args.output()));
    }
  }

  private FaultTrial trial(Job job, UnaryOperator<RunOptions> change) throws Exception {
    return new FaultTrial(
        new RddEngine(),
        Files.createTempDirectory(folder, "trial"),
        job,
        options -> change.apply(options.withNodes(1, 1).withConf("sync", "false")));
  }

  private static UnaryOperator<RunOptions> inFiles() {
    return options -> options.withConf("shuffle", "files");
  }

  private static UnaryOperator<RunOptions> tight() {
    return options -> options.withMemory(1 << 20);
  }

  private static Predicate<String> named(String part) {
    return path -> path.substring(path.lastIndexOf('/') + 1).startsWith(part);
  }

  private static void assertFails(Outcome outcome, String... words) {
    assertThat(outcome.message()).contains(words).doesNotContain("\n");
    assertThat(outcome.report().status()).isEqualTo(RunReport.Status.FAILED);
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
  }

  @Test
  void aFullDiskAtEachPlaceOfAShuffleFile() throws Exception {
    for (long room = 0; room < 3000; room += 97) {
      FaultyFiles files = new FaultyFiles().full(room, named("shuffle"));
      FaultTrial trial = trial(new FaultProbe(), inFiles());
      Outcome outcome = trial.run(options -> options.withFiles(files));
      if (!outcome.message().isEmpty()) {
        assertFails(outcome, "while writing", "bytes free", "attempt 4 of 4");
      } else {
        assertThat(room).as("all three files fit").isGreaterThan(1000);
      }
    }
  }

  @Test
  void aFullDiskAtPlacesOfASpill() throws Exception {
    for (long room : List.of(0L, 5L, 40_000L, 200_000L)) {
      FaultyFiles files = new FaultyFiles().full(room, named("run"));
      Outcome outcome = trial(new Spilling(), tight()).run(options -> options.withFiles(files));
      assertFails(outcome, "while writing", "bytes free", "attempt 4 of 4");
    }
  }

  @Test
  void runsThatCannotBeOpenedOrMergedAreTriedAgain() throws Exception {
    FaultTrial trial = trial(new Spilling(), tight());
    Outcome calm = trial.run(options -> options);
    assertThat(calm.message()).isEmpty();
    assertThat(calm.report().get(Measure.SPILLED_RECORDS)).isPositive();
    for (String point : List.of("merge.read", "reduce.spill.write")) {
      String plan = point + " \"stage 2*\" 1 0 1 io-error\n";
      FaultTrial own = trial(new Spilling(), tight());
      Outcome failed = own.run(plan, options -> options.withAttempts(1));
      assertFails(failed, "injected fault at " + point);
      Outcome healed = trial.run(plan, options -> options);
      assertThat(healed.files()).isEqualTo(calm.files());
      assertThat(healed.report().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(healed.leaks()).isEmpty();
    }
  }

  /** Every single bit of the first shuffle file. */
  @Test
  void noFlippedBitOfAShuffleFileGoesUnnoticed() throws Exception {
    FaultTrial trial = trial(new Tiny(), inFiles());
    Map<String, String> calm = trial.run(options -> options).files();
    int[] length = new int[1];
    for (int bit = 0; bit == 0 || bit < length[0] * 8; bit++) {
      int place = bit;
      FaultyFiles files =
          new FaultyFiles()
              .damaging(
                  1,
                  named("shuffle"),
                  bytes -> {
                    length[0] = bytes.length;
                    bytes[place / 8] ^= (byte) (1 << place % 8);
                    return bytes;
                  });
      Outcome outcome = trial.run(options -> options.withFiles(files));
      assertThat(outcome.files()).as("bit " + bit).isEqualTo(calm);
      assertThat(outcome.report().get(Measure.RECOMPUTED_TASKS)).as("bit " + bit).isEqualTo(1);
      assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS)).isZero();
    }
    assertThat(length[0]).as("bytes of the file").isGreaterThan(40);
  }

  @Test
  void noCutShuffleFileGoesUnnoticed() throws Exception {
    FaultTrial trial = trial(new Tiny(), inFiles());
    Map<String, String> calm = trial.run(options -> options).files();
    int[] length = {1};
    for (int cut = 0; cut < length[0]; cut++) {
      int left = cut;
      FaultyFiles files =
          new FaultyFiles()
              .damaging(
                  1,
                  named("shuffle"),
                  bytes -> {
                    length[0] = bytes.length;
                    return Arrays.copyOf(bytes, left);
                  });
      Outcome outcome = trial.run(options -> options.withFiles(files));
      assertThat(outcome.files()).as("cut at " + cut).isEqualTo(calm);
      assertThat(outcome.report().get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    }
  }

  /** One map task, two keys. */
  private static final class Tiny implements Job {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "tiny";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(1, 3))
          .mapToPair(Long.class, Long.class, (n, out) -> out.emit(n % 2, n))
          .groupByKey(dev.tandem.contract.flow.Grouping.<Long, Long>any().into(1))
          .flatMap(
              String.class,
              (key, values, out) -> values.forEachRemaining(n -> out.emit(key + ":" + n)))
          .write(TextSink.to(args.output()));
    }
  }

  @Test
  void aDamagedSpillFailsItsAttemptOnly() throws Exception {
    FaultTrial trial = trial(new Spilling(), tight());
    Map<String, String> calm = trial.run(options -> options).files();
    FaultyFiles files =
        new FaultyFiles()
            .damaging(
                1,
                named("run"),
                bytes -> {
                  bytes[bytes.length / 2] ^= 1;
                  return bytes;
                });
    Outcome outcome = trial.run(options -> options.withFiles(files));
    assertThat(files.isDamageDone()).isTrue();
    assertThat(outcome.files()).isEqualTo(calm);
    assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  @Test
  void filesThatCannotBeReadAreLostOutputs() throws Exception {
    FaultyFiles files = new FaultyFiles().denying(named("shuffle"));
    Outcome outcome = trial(new FaultProbe(), inFiles()).run(options -> options.withFiles(files));
    assertFails(outcome, "no permission for", "is lost", "for the 4th time");
  }

  /**
   * Whatever call of the storage fails, before or after it took effect: the answer is the same, or
   * there is none.
   */
  @Test
  void eachChangeOfTheStorageMayFail() throws Exception {
    FaultyFiles counter = new FaultyFiles();
    FaultTrial dry = trial(new FaultProbe(), inFiles());
    Map<String, String> calm = dry.run(options -> options.withFiles(counter)).files();
    int places = counter.changes().size();
    int survived = 0;
    for (FaultyFiles.Mode mode :
        List.of(FaultyFiles.Mode.FAIL_BEFORE, FaultyFiles.Mode.FAIL_AFTER)) {
      for (int call = 1; call <= places; call++) {
        FaultyFiles files = new FaultyFiles().failing(call, mode);
        FaultTrial trial = trial(new FaultProbe(), inFiles());
        Outcome outcome = trial.run(options -> options.withFiles(files));
        String place = mode + " " + counter.changes().get(call - 1);
        if (outcome.message().isEmpty()) {
          assertThat(outcome.files()).as(place).isEqualTo(calm);
          survived++;
        } else {
          assertThat(outcome.files()).as(place).isIn(Map.of(), calm);
          assertThat(outcome.message()).as(place).doesNotContain("\n");
        }
        assertThat(files.open()).as(place).isZero();
      }
    }
    assertThat(places).isGreaterThan(20);
    assertThat(survived).as("most places are tasks', which are tried again").isGreaterThan(places);
    System.out.println(2 * places + " failing calls, " + survived + " survived, none lied");
  }

  @Test
  void descriptorsAreFewHoweverManyPartsThereAre() throws Exception {
    FaultyFiles files = new FaultyFiles();
    Outcome outcome = trial(new Spilling(), tight()).run(options -> options.withFiles(files));
    assertThat(outcome.message()).isEmpty();
    int factor = trial(new Spilling(), tight()).options().budget().mergeFactor();
    assertThat(files.peakOpen()).isLessThanOrEqualTo(factor + 4);
    assertThat(files.open()).isZero();
  }

  @Test
  void aShuffleInFilesCostsBytesAndOneInMemoryCostsHeap() throws Exception {
    RunReport memory = trial(new FaultProbe(), options -> options).run(o -> o).report();
    FaultyFiles files = new FaultyFiles().counting(named("shuffle"));
    RunReport onDisk =
        trial(new FaultProbe(), inFiles()).run(options -> options.withFiles(files)).report();
    assertThat(memory.get(Measure.SHUFFLE_BYTES)).isZero();
    assertThat(memory.get(Measure.SHUFFLE_HEAP_BYTES)).isPositive();
    assertThat(onDisk.get(Measure.SHUFFLE_BYTES)).isPositive();
    assertThat(onDisk.get(Measure.SHUFFLE_HEAP_BYTES)).isZero();
    assertThat(onDisk.get(Measure.SHUFFLE_RECORDS))
        .isEqualTo(memory.get(Measure.SHUFFLE_RECORDS))
        .isEqualTo(300);
    assertThat(onDisk.get(Measure.SPILLED_RECORDS)).as("asked for, not for want").isZero();
    assertThat(files.changes().stream().filter(change -> change.startsWith("create")))
        .as("one file for each map task")
        .hasSize(3);
  }
}
