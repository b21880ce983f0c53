package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want the same output: in each round they wait for each other, then run. */
@Timeout(600)
class RivalsTest {
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  /**
   * One of the two.
   *
   * @param args the folder that both share, the name of this one, the name of the other
   */
  public static void main(String[] args) throws IOException {
    Path shared = Path.of(args[0]);
    for (int round = 0; round < ROUNDS; round++) {
      String out = shared.resolve("out" + round).toString();
      Path own = Files.createDirectories(shared.resolve(args[1]).resolve("" + round));
      meet(shared.resolve(args[1] + round), shared.resolve(args[2] + round));
      Outcome outcome = trial(own).run(options -> options.withOutput(out, false));
      System.out.println(
          round + (outcome.failure() == null ? " won" : " lost: " + outcome.message()));
      System.out.println(round + " leaves " + outcome.leaks());
    }
  }

  private static FaultTrial trial(Path own) {
    return new FaultTrial(
        new MapReduceEngine(), own, new SmallProbe(2, 20), RivalsTest::withoutSync);
  }

  private static RunOptions withoutSync(RunOptions options) {
    return options.withNodes(1, 1).withPartitions(2).withConf("sync", "false");
  }

  private static void meet(Path mine, Path others) throws IOException {
    Files.createFile(mine);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!Files.exists(others)) {
      if (System.nanoTime() > end) {
        throw new IOException("the other process does not come");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private List<String> compete(String name, String other) throws Exception {
    ChildRun.Ended ended =
        ChildRun.of(
            "64m", RivalsTest.class, folder.resolve("log-" + name), folder.toString(), name, other);
    assertThat(ended.exit()).as(ended.text()).isZero();
    return ended.text().lines().toList();
  }

  @Test
  void ofTwoProcessesForOneOutputExactlyOneWins() throws Exception {
    Map<String, String> right =
        trial(Files.createDirectory(folder.resolve("alone"))).run(options -> options).files();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Future<List<String>> a = two.submit(() -> compete("a", "b"));
      Future<List<String>> b = two.submit(() -> compete("b", "a"));
      List<String> lines = Stream.concat(a.get().stream(), b.get().stream()).toList();
      for (int round = 0; round < ROUNDS; round++) {
        String number = round + " ";
        assertThat(lines).filteredOn(line -> line.equals(number + "won")).hasSize(1);
        assertThat(lines)
            .filteredOn(line -> line.startsWith(number + "lost"))
            .singleElement()
            .asString()
            .containsAnyOf("exists already", "is being written by another run");
        assertThat(lines).filteredOn(line -> line.equals(number + "leaves []")).hasSize(2);
        assertThat(FaultTrial.content(folder.resolve("out" + round))).isEqualTo(right);
      }
      try (Stream<Path> all = Files.list(folder)) {
        assertThat(all)
            .as("locks and stages")
            .noneMatch(path -> path.getFileName().toString().startsWith("."));
      }
    } finally {
      two.shutdownNow();
    }
  }
}
