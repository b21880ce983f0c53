package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.contract.engine.Measure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  @TempDir Path folder;

  private String input() throws Exception {
    return Files.writeString(folder.resolve("in.txt"), "b a\nb\n").toString();
  }

  private Command wordcount(String engine, String... more) throws Exception {
    String[] args = {"run", "wordcount", "--input", input(), "--engine", engine};
    return Command.run(with(args, more));
  }

  @Test
  void writesAnOutputAndAReport() throws Exception {
    Path output = folder.resolve("out");
    Path report = folder.resolve("deep/report.json");
    Command command =
        wordcount(
            "reference",
            "--output",
            output.toString(),
            "--report",
            report.toString(),
            "--partitions",
            "1",
            "--seed",
            "7",
            "--memory",
            "64m");

    assertThat(command.code()).isZero();
    assertThat(command.err()).isEmpty();
    assertThat(command.out())
        .startsWith("wordcount on reference: 2 records in 1 file of " + output);
    assertThat(output.resolve("_SUCCESS")).exists();
    assertThat(Files.readAllLines(output.resolve("part-r-00000")))
        .containsExactlyInAnyOrder("a\t1", "b\t2");
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.get("job").textValue()).isEqualTo("wordcount");
    assertThat(json.get("engine").textValue()).isEqualTo("reference");
    assertThat(json.get("status").textValue()).isEqualTo("SUCCEEDED");
    assertThat(json.get("output").textValue()).isEqualTo(output.toString());
    assertThat(json.get("digest").textValue()).startsWith("2:");
    assertThat(json.at("/options/memory").longValue()).isEqualTo(64 << 20);
    assertThat(json.at("/options/seed").longValue()).isEqualTo(7);
    assertThat(json.at("/ledger/inputRecords").longValue()).isEqualTo(2);
    assertThat(json.get("ledger")).hasSize(Measure.values().length);
    assertThat(json.at("/outputs/0/records").longValue()).isEqualTo(2);
    assertThat(json.get("plan")).isNotEmpty();
    assertThat(json.get("units")).isNotEmpty();
    assertThat(json.has("error")).isFalse();
    assertThat(json.get("wallMillis").isNumber()).isTrue();
    assertThat(json.get("counters").isObject()).isTrue();
  }

  @Test
  void printsTheResultAndNothingElse() throws Exception {
    Command command = wordcount("reference", "--output", "-", "--partitions", "1");
    assertThat(command.code()).isZero();
    assertThat(command.out().lines()).containsExactlyInAnyOrder("a\t1", "b\t2");
    assertThat(command.errors()).hasSize(1);
  }

  @Test
  void printsHadoopsCountersOfEachRound() throws Exception {
    String[] args = {
      "run", "wordcount", "--input", input(), "--counters", "--partitions", "1", "--engine"
    };
    Command rounds =
        Command.run(with(args, "mapreduce", "--output", folder.resolve("out").toString()));
    assertThat(rounds.code()).isZero();
    assertThat(rounds.out())
        .contains("round 1: counts\nCounters: ")
        .contains("\n\tMap-Reduce Framework\n\t\tMap input records=2\n")
        .contains("\n\t\tReduce output records=2\n");
    Command printed = Command.run(with(args, "mapreduce", "--output", "-"));
    assertThat(printed.out().lines()).containsExactlyInAnyOrder("a\t1", "b\t2");
    assertThat(printed.err()).contains("\t\tMap input records=2\n");
    Command none = Command.run(with(args, "reference", "--output", "-"));
    assertThat(none.code()).isZero();
    assertThat(none.err()).contains("reference has no counters of Hadoop's");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aFailedRunIsReportedToo() throws Exception {
    Path report = folder.resolve("report.json");
    Path bad = folder.resolve("bad.txt.gz");
    Files.write(bad, new byte[] {1, 2, 3});
    Command command =
        Command.run(
            "run",
            "wordcount",
            "--engine",
            "reference",
            "--input",
            bad.toString(),
            "--output",
            folder.resolve("out").toString(),
            "--report",
            report.toString());

    assertThat(command.code()).isEqualTo(1);
    assertThat(command.errors().get(command.errors().size() - 1))
        .startsWith("tandem: ")
        .contains("bad.txt.gz");
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.get("status").textValue()).isEqualTo("FAILED");
    assertThat(json.get("error").textValue()).contains("bad.txt.gz");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("report.json", "bad.txt.gz");
    }
  }

  @Test
  void replacesAnOutputWhenAsked() throws Exception {
    Path output = folder.resolve("out");
    String[] args = {
      "run",
      "wordcount",
      "--engine",
      "reference",
      "--input",
      input(),
      "--output",
      output.toString(),
      "--overwrite"
    };
    assertThat(Command.run(args).code()).isZero();
    assertThat(Command.run(args).code()).isZero();
    assertThat(output).isNotEmptyDirectory();
  }

  @Test
  void readsTheSampleWhereNothingIsGivenAndSaysSo() {
    Command command =
        Command.run("run", "topwords", "--engine", "reference", "--output", "-", "-p", "k=3");
    assertThat(command.code()).isZero();
    assertThat(command.out().lines()).hasSize(3).first().asString().startsWith("000001\t");
    assertThat(command.err())
        .contains("no --input given: reading the shipped sample 'text' (12 files");
  }

  @Test
  void anEmptyFileGivesAnEmptyOutput() throws Exception {
    String empty = Files.createFile(folder.resolve("empty.txt")).toString();
    Command command =
        Command.run("run", "wordcount", "--engine", "reference", "--input", empty, "--output", "-");
    assertThat(command.code()).isZero();
    assertThat(command.out()).isEmpty();
  }

  private String faults(String... lines) throws Exception {
    return Files.write(folder.resolve("faults.txt"), List.of(lines)).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mapreduce", "rdd"})
  void attemptsThatFailAreNotedOnceWhereTheRunSucceeds(String engine) throws Exception {
    String[] args = {
      "run",
      "wordcount",
      "--engine",
      engine,
      "--input",
      input(),
      "--output",
      "-",
      "--partitions",
      "1",
      "--faults",
      faults("task.start * 0 0 1 throw")
    };

    Command quiet = Command.run(args);
    Command verbose =
        Command.run(Stream.concat(Stream.of(args), Stream.of("--verbose")).toArray(String[]::new));

    assertThat(quiet.code()).isZero();
    assertThat(quiet.errors()).hasSize(2);
    assertThat(quiet.err())
        .containsPattern(
            "tandem: "
                + engine
                + ": \\d+ attempts? failed and w\\w+ tried again \\(--verbose shows why\\)")
        .doesNotContain("injected");
    assertThat(verbose.err())
        .contains("attempt 0 failed: ", "injected fault at task.start")
        .doesNotContain("shows why");
  }

  /** The RDD engine hands records over in memory: there is no file to be damaged. */
  @ParameterizedTest
  @CsvSource({
    "rdd, task.commit * 0 0 1 corrupt, the attempt had no files in scratch there",
    "rdd, task.commit * 0 0 1 delete-output, the attempt had no files in scratch there",
    "rdd, map.spill.write * * * 1 throw, nothing has passed map.spill.write",
    "mapreduce, task.start * 77 0 1 throw, no such task of the unit has passed task.start",
    "reference, task.start * 0 0 1 throw, reference has no points for faults"
  })
  void aFaultThatDoesNotStrikeIsSaid(String engine, String fault, String why) throws Exception {
    Command command = wordcount(engine, "--output", "-", "--faults", faults(fault));
    assertThat(command.code()).isZero();
    assertThat(command.err()).contains("warning: ").contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mapreduce", "rdd"})
  void aRunThatFailsSaysSoInOneLine(String engine) throws Exception {
    Command command =
        wordcount(engine, "--output", "-", "--faults", faults("task.start * * * * throw"));
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.errors()).singleElement().asString().contains("injected fault");
  }

  @Test
  void muchMemoryIsWarnedOf() throws Exception {
    String most = Long.toString(Runtime.getRuntime().maxMemory() / 100 * 95);
    Command command = wordcount("reference", "--output", "-", "--memory", most);
    assertThat(command.code()).isZero();
    assertThat(command.err())
        .contains("warning: --memory is more than 80 % of the heap", "TANDEM_HEAP");
  }

  @Test
  void ownSwitchesPass() throws Exception {
    assertThat(wordcount("reference", "--output", "-", "--conf", "x-mine=1").code()).isZero();
  }

  @Test
  void theSampleIsToldWithItsParameters() {
    Command command = Command.run("run", "topwords", "--engine", "reference", "--output", "-");
    assertThat(command.err())
        .contains("reading the shipped sample 'text' (12 files, ", ") with k=20");
    assertThat(Command.run("explain", "join").out())
        .contains("CSV rows of sample visits/visits.csv")
        .doesNotContain(Path.of("").toAbsolutePath().toString());
  }
}
