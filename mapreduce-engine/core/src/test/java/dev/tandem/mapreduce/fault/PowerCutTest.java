package dev.tandem.mapreduce.fault;

import static dev.tandem.mapreduce.fault.CommitCrashTest.OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.fault.FaultyFiles.Mode;
import dev.tandem.testkit.fault.PowerCutFiles;
import dev.tandem.testkit.fault.PowerCutFiles.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The machine loses power at each change of the storage around the output, and with it all that was
 * not synced: afterwards the output is absent or complete, the next run is right, and what a run
 * has said to be complete is still there.
 */
@Timeout(900)
class PowerCutTest {
  @TempDir Path folder;
  private List<String> changes;
  private Map<String, String> right;

  /** A run that goes down with its machine. */
  public static void main(String[] args) throws IOException {
    Path place = Path.of(args[0]);
    PowerCutFiles machine = new PowerCutFiles(place);
    FaultyFiles files =
        new FaultyFiles(machine)
            .counting(OUTPUT)
            .halting(() -> machine.cut(Kept.valueOf(args[2])))
            .failing(Integer.parseInt(args[1]), Mode.HALT);
    synced(place).run(options -> options.withFiles(files));
  }

  private static FaultTrial synced(Path place) {
    return CommitCrashTest.trial(place, "tandem", true);
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @BeforeEach
  void countChanges() throws IOException {
    FaultyFiles counting = new FaultyFiles().counting(OUTPUT);
    Path place = place("counted");
    assertThat(synced(place).run(options -> options.withFiles(counting)).message()).isEmpty();
    changes = counting.changes();
    right = FaultTrial.content(place.resolve("out"));
    assertThat(changes)
        .as("a test without a sync would prove nothing")
        .filteredOn(change -> change.startsWith("sync"))
        .hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void whereverThePowerGoesTheOutputIsAbsentOrComplete(Kept kept) throws IOException {
    List<String> unsigned = new ArrayList<>();
    for (int i = 1; i <= changes.size(); i++) {
      Path place = place("cut" + i);
      PowerCutFiles machine = new PowerCutFiles(place);
      FaultyFiles dying = new FaultyFiles(machine).counting(OUTPUT).failing(i, Mode.CRASH);
      Outcome died = synced(place).run(options -> options.withFiles(dying));
      machine.cut(kept);
      String what = kept + " at " + changes.get(i - 1);
      assertAbsentOrComplete(place, what);
      if (died.failure() == null && !saysItIsUncertain(died)) {
        assertThat(place.resolve("out/_SUCCESS")).as(what + ": said to be complete").exists();
      }
      if (isUnsigned(place)) {
        unsigned.add(what);
      }
      CommitCrashTest.disown(place);
      CommitCrashTest.assertNextRunIsRight(place, "tandem", right, what);
    }
    assertThat(unsigned)
        .as("a lock asks for being removed by hand from its creation to its sync only")
        .hasSizeLessThanOrEqualTo(3);
  }

  private static boolean saysItIsUncertain(Outcome outcome) {
    return outcome.report().warnings().stream()
        .anyMatch(line -> line.contains("that it survives a loss of power is not certain"));
  }

  private void assertAbsentOrComplete(Path place, String what) {
    Map<String, String> found = FaultTrial.content(place.resolve("out"));
    assertThat(found.isEmpty() || found.equals(right)).as(what + " leaves " + found).isTrue();
  }

  private static boolean isUnsigned(Path place) throws IOException {
    Path lock = place.resolve(".out.tandem-lock");
    return Files.exists(lock) && Files.size(lock) == 0;
  }

  /** A place with an output that is to be replaced. */
  private Path placeWithOutput(String name) throws IOException {
    Path place = place(name);
    Files.createDirectory(place.resolve("out"));
    Files.writeString(place.resolve("out/part-r-00000.txt"), "old");
    Files.createFile(place.resolve("out/_SUCCESS"));
    return place;
  }

  @ParameterizedTest
  @EnumSource
  void anOutputThatIsReplacedIsThereOrTheNewOneOrTheNextRunBringsItBack(Kept kept)
      throws IOException {
    FaultyFiles counting = new FaultyFiles().counting(OUTPUT);
    Path counted = placeWithOutput("replaced");
    Map<String, String> old = FaultTrial.content(counted.resolve("out"));
    assertThat(synced(counted).run(options -> options.withFiles(counting)).files())
        .isEqualTo(right);
    int broughtBack = 0;
    for (int i = 1; i <= counting.changes().size(); i++) {
      Path place = placeWithOutput("old" + i);
      PowerCutFiles machine = new PowerCutFiles(place);
      FaultyFiles dying = new FaultyFiles(machine).counting(OUTPUT).failing(i, Mode.CRASH);
      synced(place).run(options -> options.withFiles(dying));
      machine.cut(kept);
      String what = kept + " at " + counting.changes().get(i - 1);
      Map<String, String> found = FaultTrial.content(place.resolve("out"));
      assertThat(List.of(Map.of(), old, right)).as(what).contains(found);
      if (found.isEmpty()) {
        CommitCrashTest.disown(place);
        Outcome next = synced(place).run("task.start * * * * throw\n", options -> options);
        assertThat(next.message()).as(what).contains("injected fault at task.start");
        assertThat(next.files()).as("the next run, which fails, after " + what).isEqualTo(old);
        broughtBack++;
      }
    }
    assertThat(broughtBack)
        .as("a cut between two renames, of which none or both can be lost")
        .isEqualTo(kept == Kept.NOTHING ? 0 : 1);
  }

  /** Also the folders above it, which the run has made. */
  @ParameterizedTest
  @EnumSource
  void whatIsCompleteOutlivesTheMachine(Kept kept) throws IOException {
    Path place = place("deep");
    PowerCutFiles machine = new PowerCutFiles(place);
    Path out = place.resolve("a/b/c/out");
    Outcome done =
        synced(place).run(options -> options.withFiles(machine).withOutput(out.toString(), false));
    assertThat(done.message()).isEmpty();
    machine.cut(kept);
    assertThat(FaultTrial.content(out)).isEqualTo(right);
  }

  @Test
  void withoutSyncsItWouldNot() throws IOException {
    Path place = place("unsynced");
    PowerCutFiles machine = new PowerCutFiles(place);
    Outcome done =
        CommitCrashTest.trial(place, "tandem", false).run(options -> options.withFiles(machine));
    assertThat(done.files()).isEqualTo(right);
    machine.cut(Kept.NAMES);
    assertThat(FaultTrial.content(place.resolve("out")))
        .as("names without bytes: the power cut of this test is one")
        .hasSameSizeAs(right)
        .isNotEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"NOTHING, 0", "NAMES, 1"})
  void aProcessThatIsKilledWithItsMachineIsFollowedByARightOne(Kept kept, int parity)
      throws Exception {
    for (int i = CommitCrashTest.commitBegins(changes, "tandem"); i <= changes.size(); i++) {
      if (i % 2 != parity) {
        continue; // the other half with the other kind of cut: each is a process of its own
      }
      Path place = place("killed" + i);
      ChildRun.Ended ended =
          ChildRun.of(
              "64m",
              PowerCutTest.class,
              folder.resolve("log" + i),
              place.toString(),
              "" + i,
              kept.name());
      String what = kept + ", killed at " + changes.get(i - 1);
      assertThat(ended.exit()).as(what + ": " + ended.text()).isEqualTo(137);
      assertAbsentOrComplete(place, what);
      CommitCrashTest.assertNextRunIsRight(place, "tandem", right, what);
    }
  }
}
