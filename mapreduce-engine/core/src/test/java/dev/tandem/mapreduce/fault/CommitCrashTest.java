package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import dev.tandem.testkit.fault.FaultyFiles.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process dies at each change of the storage around the output, from the first to the last: N
 * is counted by a first run. Afterwards the output is absent or complete, and the next run gives
 * the right answer. In this process the store dies (all calls fail from there on); in a process of
 * its own the JVM is halted, as by kill -9. {@link PowerCutTest} lets the machine die.
 */
@Timeout(900)
class CommitCrashTest {
  /** Changes outside of scratch: the lock, staging, part files, {@code _SUCCESS}, renames. */
  static final Predicate<String> OUTPUT = path -> !path.contains("tandem-scratch");

  @TempDir Path folder;

  /** A run that is killed at a change. */
  public static void main(String[] args) {
    FaultyFiles files = new FaultyFiles().counting(OUTPUT);
    files.failing(Integer.parseInt(args[2]), Mode.HALT);
    trial(Path.of(args[0]), args[1]).run(options -> options.withFiles(files));
  }

  static FaultTrial trial(Path own, String committer) {
    return trial(own, committer, false); // the machine does not die here, only the process
  }

  static FaultTrial trial(Path own, String committer, boolean sync) {
    return new FaultTrial(
        new MapReduceEngine(),
        own,
        new SmallProbe(2, 20),
        options ->
            options
                .withNodes(1, 1)
                .withPartitions(2)
                .withConf("committer", committer)
                .withConf("sync", Boolean.toString(sync)));
  }

  private Path own(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private List<String> changes(String committer) throws IOException {
    FaultyFiles counting = new FaultyFiles().counting(OUTPUT);
    assertThat(trial(own("counted"), committer).run(o -> o.withFiles(counting)).message())
        .isEmpty();
    return counting.changes();
  }

  /** Index, from 1, of the first change that belongs to the commit of the job. */
  static int commitBegins(List<String> changes, String committer) {
    for (int i = changes.size() - 1; i >= 0; i--) {
      boolean written = changes.get(i).startsWith("close") && changes.get(i).contains("part-r-");
      if (written) {
        return i + 2;
      }
    }
    throw new AssertionError(committer + " writes no part files");
  }

  /**
   * Looks at the output as readers do.
   *
   * @return whether there is one: complete, or in Hadoop's layouts without its mark
   */
  private static boolean assertAbsentOrComplete(
      Path output, Map<String, String> right, boolean hadoop, String what) {
    Map<String, String> found = visible(output);
    if (found.isEmpty() || found.equals(right)) {
      return !found.isEmpty();
    }
    assertThat(hadoop).as(what + " leaves " + found.keySet()).isTrue();
    assertThat(found)
        .as("Hadoop's weakness: parts without their mark, " + what)
        .doesNotContainKey("_SUCCESS");
    return false;
  }

  private static Map<String, String> visible(Path output) {
    Map<String, String> found = FaultTrial.content(output);
    found.keySet().removeIf(name -> name.startsWith("_temporary"));
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void whereverTheStoreDiesTheOutputIsAbsentOrComplete(String committer) throws Exception {
    List<String> changes = changes(committer);
    Map<String, String> right = FaultTrial.content(folder.resolve("counted/out"));
    List<Integer> unsafe = new ArrayList<>();
    for (int i = 1; i <= changes.size(); i++) {
      Path place = own(committer + i);
      FaultyFiles dying = new FaultyFiles().counting(OUTPUT).failing(i, Mode.CRASH);
      Outcome died = trial(place, committer).run(options -> options.withFiles(dying));
      String what = committer + " at " + changes.get(i - 1);
      boolean there =
          assertAbsentOrComplete(place.resolve("out"), right, !committer.equals("tandem"), what);
      if (died.failure() == null) {
        assertThat(there).as(what + ": said to have succeeded").isTrue();
      }
      if (!there && Files.exists(place.resolve("out"))) {
        unsafe.add(i);
      }
      disown(place);
      assertNextRunIsRight(place, committer, right, what);
    }
    assertThat(changes.size()).isGreaterThan(10);
    if (committer.equals("tandem")) {
      assertThat(unsafe).isEmpty();
    } else {
      assertThat(unsafe).as("what Hadoop's layouts are shown for").isNotEmpty();
    }
  }

  /**
   * The next run replaces what is there. Two leftovers it does not touch but names, with the
   * remedy: a lock that nobody has signed yet, and in Hadoop's layouts parts without their mark.
   */
  static void assertNextRunIsRight(
      Path place, String committer, Map<String, String> right, String what) throws IOException {
    Outcome next = trial(place, committer).run(options -> options);
    Path lock = place.resolve(".out.tandem-lock");
    if (Files.exists(lock) && Files.size(lock) == 0) {
      assertThat(next.message()).as(what).contains("or remove " + lock + " if no run is alive");
      assertThat(place.resolve("out")).doesNotExist();
      Files.delete(lock);
      next = trial(place, committer).run(options -> options);
    } else if (!committer.equals("tandem") && next.failure() != null) {
      assertThat(next.message())
          .as(what)
          .contains("was not written by a run", "remove it yourself");
      delete(place.resolve("out"));
      next = trial(place, committer).run(options -> options);
    }
    assertThat(next.message()).as("the next run after " + what).isEmpty();
    assertThat(next.files()).isEqualTo(right);
    assertThat(next.leaks()).as("after " + what).isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** What the process that died has signed becomes that of a process that cannot exist. */
  static void disown(Path place) throws IOException {
    String mine = "_" + ProcessHandle.current().pid() + "_";
    List<Path> all;
    try (var paths = Files.walk(place)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      String name = path.getFileName().toString();
      if (Files.isRegularFile(path) && name.endsWith("lock")) {
        Files.writeString(path, Files.readString(path).replace(mine, "_99999999_"));
      } else if (name.contains(mine)) {
        Files.move(path, path.resolveSibling(name.replace(mine, "_99999999_")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void killedAtAnyStepOfTheCommitTheNextRunIsRight(String committer) throws Exception {
    List<String> changes = changes(committer);
    Map<String, String> right = FaultTrial.content(folder.resolve("counted/out"));
    for (int i = commitBegins(changes, committer); i <= changes.size(); i++) {
      Path place = own("killed" + i);
      ChildRun.Ended ended =
          ChildRun.of(
              "64m",
              CommitCrashTest.class,
              place.resolve("log"),
              place.toString(),
              committer,
              "" + i);
      String what = committer + " killed at " + changes.get(i - 1);
      assertThat(ended.exit()).as(what + ": " + ended.text()).isEqualTo(137);
      assertAbsentOrComplete(place.resolve("out"), right, !committer.equals("tandem"), what);
      assertNextRunIsRight(place, committer, right, what);
    }
  }

  @Test
  void theCommitHasItsSteps() throws Exception {
    List<String> changes = changes("tandem");
    assertThat(changes.subList(commitBegins(changes, "tandem") - 1, changes.size()))
        .as("each of them is a place to die at")
        .anyMatch(change -> change.contains("_SUCCESS"))
        .anyMatch(change -> change.startsWith("rename") && change.endsWith("/out"))
        .anyMatch(change -> change.startsWith("delete"))
        .hasSizeGreaterThan(7);
    RunOptions options = trial(own("counted"), "tandem").options();
    assertThat(options.overwrite()).as("the rows above replace an output").isTrue();
  }
}
