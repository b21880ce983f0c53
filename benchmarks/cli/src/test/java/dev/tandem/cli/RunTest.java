package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.contract.engine.Measure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path folder;

  private String input() throws Exception {
    return Files.writeString(folder.resolve("in.txt"), "b a\nb\n").toString();
  }

  @Test
  void writesAnOutputAndAReport() throws Exception {
    Path output = folder.resolve("out");
    Path report = folder.resolve("deep/report.json");
    Command command =
        Command.run("run", "wordcount", "--engine", "reference", "--input", input(), "--output", output.toString(),
            "--report", report.toString(), "--partitions", "1", "--seed", "7", "--memory", "64m");

    assertThat(command.code()).isZero();
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).startsWith("wordcount on reference: 2 records in 1 file of " + output);
    assertThat(output.resolve("_SUCCESS")).exists();
    assertThat(Files.readAllLines(output.resolve("part-r-00000"))).containsExactlyInAnyOrder("a\t1", "b\t2");
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
    Command command =
        Command.run("run", "wordcount", "--engine", "reference", "--input", input(), "--output", "-", "--partitions", "1");
    assertThat(command.code()).isZero();
    assertThat(command.out().lines()).containsExactlyInAnyOrder("a\t1", "b\t2");
    assertThat(command.errors()).hasSize(1);
  }

  @Test
  void aFailedRunIsReportedToo() throws Exception {
    Path report = folder.resolve("report.json");
    Path bad = folder.resolve("bad.txt.gz");
    Files.write(bad, new byte[] {1, 2, 3});
    Command command =
        Command.run("run", "wordcount", "--engine", "reference", "--input", bad.toString(), "--output",
            folder.resolve("out").toString(), "--report", report.toString());

    assertThat(command.code()).isEqualTo(1);
    assertThat(command.errors().get(command.errors().size() - 1)).startsWith("tandem: ").contains("bad.txt.gz");
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.get("status").textValue()).isEqualTo("FAILED");
    assertThat(json.get("error").textValue()).contains("bad.txt.gz");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("report.json", "bad.txt.gz");
    }
  }

  @Test
  void replacesAnOutputWhenAsked() throws Exception {
    Path output = folder.resolve("out");
    String[] args = {"run", "wordcount", "--engine", "reference", "--input", input(), "--output", output.toString(), "--overwrite"};
    assertThat(Command.run(args).code()).isZero();
    assertThat(Command.run(args).code()).isZero();
    assertThat(output).isNotEmptyDirectory();
  }

  @Test
  void readsTheSampleWhereNothingIsGivenAndSaysSo() {
    Command command = Command.run("run", "topwords", "--engine", "reference", "--output", "-", "-p", "k=3");
    assertThat(command.code()).isZero();
    assertThat(command.out().lines()).hasSize(3).first().asString().startsWith("000001\t");
    assertThat(command.err()).contains("no --input given: reading the shipped sample 'text' (12 files");
  }

  @Test
  void anEmptyFileGivesAnEmptyOutput() throws Exception {
    String empty = Files.createFile(folder.resolve("empty.txt")).toString();
    Command command = Command.run("run", "wordcount", "--engine", "reference", "--input", empty, "--output", "-");
    assertThat(command.code()).isZero();
    assertThat(command.out()).isEmpty();
  }
}
