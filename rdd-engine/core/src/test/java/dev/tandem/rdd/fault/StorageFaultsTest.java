package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Orders;
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
@Timeout(300)
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
    Map<String, String> calm = trial(new FaultProbe(), inFiles()).run(o -> o).files();
    int full = 0;
    boolean enough = false;
    for (long room = 0; !enough; room += 97) {
      FaultyFiles files = new FaultyFiles().full(room, named("shuffle"));
      Outcome outcome = trial(new FaultProbe(), inFiles()).run(options -> options.withFiles(files));
      enough = outcome.failure() == null;
      if (enough) {
        assertThat(outcome.files()).isEqualTo(calm);
      } else {
        full++;
        assertFails(outcome, "while writing", "bytes free", "attempt 4 of 4");
      }
    }
    assertThat(full).as("sizes of a disk that is too small").isEqualTo(18);
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
          .groupByKey(Grouping.<Long, Long>any().into(1))
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
    assertFails(outcome, "no permission for", "is lost", "attempt 4 of 4 in a row");
  }

  /**
   * Whatever call of the storage fails, before or after it took effect: the answer is complete, or
   * there is none and the failure is the message; what cannot be tidied up is a warning.
   */
  @Test
  void eachChangeOfTheStorageMayFail() throws Exception {
    FaultyFiles counter = new FaultyFiles();
    FaultTrial dry = trial(new FaultProbe(), inFiles());
    Map<String, String> calm = dry.run(options -> options.withFiles(counter)).files();
    List<String> changes = counter.changes();
    int survived = 0;
    for (FaultyFiles.Mode mode :
        List.of(FaultyFiles.Mode.FAIL_BEFORE, FaultyFiles.Mode.FAIL_AFTER)) {
      for (int call = 1; call <= changes.size(); call++) {
        FaultyFiles files = new FaultyFiles().failing(call, mode);
        Outcome outcome =
            trial(new FaultProbe(), inFiles()).run(options -> options.withFiles(files));
        String place = mode + " at " + changes.get(call - 1);
        String injected = "injected failure of change " + call + ": ";
        if (outcome.failure() == null) {
          survived++;
          assertThat(outcome.files()).as(place).isEqualTo(calm);
          assertPaidFor(outcome, place, injected);
        } else {
          assertThat(outcome.message()).as(place).contains(injected).doesNotContain("\n");
          assertThat(outcome.files()).as(place).isEmpty();
          assertThat(outcome.leaks()).as(place).isEqualTo(unsignedLock(place));
        }
        assertThat(files.open()).as(place).isZero();
      }
    }
    assertThat(changes).as("places to fail at").hasSizeGreaterThan(40);
    assertThat(survived).as("most places are tasks', which are tried again").isGreaterThan(80);
  }

  /**
   * By an attempt of a task, or with a warning that names what is left; where the effect of a
   * rename is there, it was done.
   */
  private static void assertPaidFor(Outcome outcome, String place, String injected) {
    boolean tidying = place.contains(" at delete ");
    boolean done = place.startsWith("FAIL_AFTER");
    List<String> said =
        outcome.report().warnings().stream().filter(line -> line.contains(injected)).toList();
    assertThat(said).as(place).hasSize(tidying ? 1 : 0);
    assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS))
        .as(place)
        .isEqualTo(tidying || done && place.contains(" at rename ") ? 0 : 1);
    assertThat(outcome.leaks())
        .as(place)
        .allMatch(left -> tidying && !done && left.contains(lastName(said.get(0))));
  }

  private static String lastName(String warning) {
    return warning.substring(warning.lastIndexOf('/') + 1);
  }

  /** A lock that is there although making it has failed could be that of another run. */
  private static List<String> unsignedLock(String place) {
    return place.startsWith("FAIL_AFTER at create") && place.endsWith("/.out.tandem-lock")
        ? List.of("beside the output .out.tandem-lock")
        : List.of();
  }

  /** The groups of many map tasks in the order of their keys, merged from a file of each. */
  private static final class Merging implements Job {
    static final int MAPS = 50;
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "merging";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(MAPS, 400))
          .mapToPair(String.class, Long.class, (n, out) -> out.emit("key " + n % 7000, n))
          .groupByKey(Grouping.<String, Long>any().sortKeys(Orders.text()).into(1))
          .flatMap(Long.class, (key, values, out) -> values.forEachRemaining(n -> out.emit(n)))
          .write(TextSink.to(args.output()));
    }
  }

  @Test
  void descriptorsAreFewHoweverManyFilesAMergeHas() throws Exception {
    FaultyFiles files = new FaultyFiles();
    FaultTrial trial = trial(new Merging(), options -> inFiles().apply(tight().apply(options)));
    int factor = trial.options().budget().mergeFactor();
    assertThat(Merging.MAPS).as("more than one merge takes").isGreaterThanOrEqualTo(4 * factor);
    Outcome outcome = trial.run(options -> options.withFiles(files));
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.sortedLines()).hasSize(Merging.MAPS * 400);
    assertThat(created(files, "shuffle")).as("runs to be merged").isEqualTo(Merging.MAPS);
    assertThat(created(files, "run")).as("runs that are made on the way").isGreaterThan(3);
    assertThat(files.peakOpen()).isBetween(factor, factor + 4);
    assertThat(files.open()).isZero();
  }

  private static long created(FaultyFiles files, String kind) {
    return files.changes().stream()
        .filter(change -> change.startsWith("create "))
        .filter(named(kind))
        .count();
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
