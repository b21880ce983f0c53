package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextBytes;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are not there, may not be read, or become others while they are read. */
class InputFaultsTest {
  @TempDir Path folder;
  private Path input;

  private record Lines(String input) implements Job {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(TextLines.of(List.of(input))).distinct().write(TextSink.to(args.output()));
    }
  }

  @FunctionalInterface
  private interface Act {
    void run() throws IOException;
  }

  /** Acts when the map tasks are about to begin: the input has been cut into splits by then. */
  private record WhenPlanned(Act act) implements RunListener {
    @Override
    public void unitStarted(String unit, int tasks) {
      if (unit.contains(" map")) {
        try {
          act.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @BeforeEach
  void write() throws IOException {
    input = Files.writeString(folder.resolve("input.txt"), "one\ntwo\nthree\n");
  }

  private Outcome whenPlanned(Act act) {
    return trial().run(options -> options.withListener(new WhenPlanned(act)));
  }

  private FaultTrial trial() {
    return trial(new Lines(input.toString()));
  }

  private FaultTrial trial(Job job) {
    return new FaultTrial(new MapReduceEngine(), folder, job, options -> options);
  }

  private static void assertTriedOnce(Outcome outcome, String... says) {
    assertThat(outcome.message()).contains("input.txt").contains(says);
    assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS)).as("no retry helps").isEqualTo(1);
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
  }

  @Test
  void anInputThatIsLeftAloneIsRead() {
    assertThat(whenPlanned(() -> {}).sortedLines()).containsExactly("one", "three", "two");
  }

  @Test
  void anInputThatIsDeletedAfterPlanningIsNamedOnce() {
    assertTriedOnce(whenPlanned(() -> Files.delete(input)), "was deleted while the run used it");
  }

  @Test
  void anInputThatGrowsAfterPlanningIsNamedOnce() {
    assertTriedOnce(
        whenPlanned(() -> Files.writeString(input, "four\n", StandardOpenOption.APPEND)),
        "was changed while the run used it",
        "14 bytes when it was planned, 19 now");
  }

  @Test
  void anInputThatIsRewrittenWithTheSameLengthIsNamedOnce() {
    assertTriedOnce(
        whenPlanned(
            () -> {
              Files.writeString(input, "uno\ndos\ntress\n");
              Files.setLastModifiedTime(input, FileTime.fromMillis(1_000));
            }),
        "was changed while the run used it");
  }

  /** Changes while a task reads are seen when it has read all. */
  @Test
  void anInputThatChangesUnderAReaderIsNoticedAtItsEnd() {
    assertTriedOnce(
        run(path -> Files.setLastModifiedTime(path, FileTime.fromMillis(2_000))),
        "was changed while the run used it");
  }

  /** All rounds of a run read what was cut for the first one. */
  private record Twice(String input) implements Job {
    @Override
    public String name() {
      return "twice";
    }

    @Override
    public void define(Pipeline p, JobArgs args) throws IOException {
      Bag<String> lines = p.read(TextLines.of(List.of(input)));
      lines.count();
      Files.writeString(Path.of(input), "one more\n", StandardOpenOption.APPEND);
      lines.count();
    }
  }

  @Test
  void anInputThatChangesBetweenTheRoundsOfARunIsNoticed() {
    assertThat(trial(new Twice(input.toString())).run(options -> options).message())
        .contains("was changed while the run used it", "input.txt");
  }

  /** What is read anew is cut anew. */
  private record Anew(String input) implements Job {
    @Override
    public String name() {
      return "anew";
    }

    @Override
    public void define(Pipeline p, JobArgs args) throws IOException {
      long before = p.read(TextLines.of(List.of(input))).count();
      Files.writeString(Path.of(input), "one more\n", StandardOpenOption.APPEND);
      long after = p.read(TextLines.of(List.of(input))).count();
      p.of(List.of(after - before)).write(TextSink.to(args.output()));
    }
  }

  @Test
  void anInputThatWasChangedMayBeReadAnew() {
    Outcome outcome = trial(new Anew(input.toString())).run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(String.join("", outcome.files().values())).isEqualTo("1\n");
  }

  /** Does something to the input with each line. */
  @FunctionalInterface
  private interface Harm extends Serializable {
    void to(Path input) throws IOException;
  }

  private record Harming(String input, Harm harm) implements Job {
    @Override
    public String name() {
      return "harming";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      String path = input;
      Harm each = harm;
      p.read(TextLines.of(List.of(path)))
          .map(
              line -> {
                each.to(Path.of(path));
                return line;
              })
          .write(TextSink.to(args.output()));
    }
  }

  private Outcome run(Harm harm) {
    return trial(new Harming(input.toString(), harm)).run(options -> options);
  }

  private record Bytes(String input) implements Job {
    @Override
    public String name() {
      return "bytes";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(TextLines.bytes(List.of(input)))
          .mapToPair(TextBytes.codec(), Codecs.LONG, (line, out) -> out.emit(line, 1L))
          .groupByKey()
          .aggregate(Aggregators.sumLong())
          .write(TextSink.to(args.output()));
    }
  }

  /** Every value but the ends of lines, alone, and sequences that are no UTF-8: byte for byte. */
  @Test
  void bytesThatAreNoTextGoThroughAShuffleUnchanged() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      if (value != '\n' && value != '\r') {
        lines.add(new byte[] {'x', (byte) value, (byte) 0xC3});
      }
    }
    lines.sort(Arrays::compareUnsigned);
    ByteArrayOutputStream sorted = new ByteArrayOutputStream();
    ByteArrayOutputStream backwards = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      sorted.writeBytes(lines.get(i));
      sorted.writeBytes(new byte[] {'\t', '1', '\n'});
      backwards.writeBytes(lines.get(lines.size() - 1 - i));
      backwards.write('\n');
    }
    Files.write(input, backwards.toByteArray());
    Outcome outcome = trial(new Bytes(input.toString())).run(options -> options.withPartitions(1));
    assertThat(outcome.message()).isEmpty();
    assertThat(folder.resolve("out/part-r-00000")).hasBinaryContent(sorted.toByteArray());
  }

  @Test
  void anInputThatIsDeletedUnderAReaderIsNamedAtItsEnd() {
    assertTriedOnce(run(Files::deleteIfExists), "was deleted while the run used it");
  }

  @Test
  void anInputThatMayNotBeReadIsNamedOnce() {
    FaultyFiles files = new FaultyFiles().denying(path -> path.endsWith("input.txt"));
    assertTriedOnce(trial().run(options -> options.withFiles(files)), "no permission");
  }
}
