package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.jobs.TeraSort;
import dev.tandem.jobs.TeraValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.examples.terasort.TeraValidate;
import org.apache.hadoop.util.ToolRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hadoop's own TeraValidate says of our sorted rows, and that our validator says the same. */
class TeraValidateTest {
  private static final int ROWS = 20_000;

  @TempDir Path folder;
  private Path input;
  private Path sorted;

  @BeforeEach
  void sort() throws IOException {
    input = folder.resolve("rows.bin");
    Datasets.generate(GenerateRequest.of("tera", DataSize.rows(ROWS)), input);
    sorted = folder.resolve("sorted");
    Job job = new TeraSort();
    Tandem.run(
        job,
        JobArgs.of(job, List.of(input.toString()), Map.of()),
        new HadoopEngine(),
        options().withOutput(sorted.toString(), false));
  }

  private RunOptions options() {
    return RunOptions.defaults()
        .withPartitions(3)
        .withScratch(folder.resolve("scratch").toString());
  }

  /** Hadoop's verdict, as it writes it. */
  private String validate() throws Exception {
    Path verdict = folder.resolve("verdict");
    Configuration conf = Settings.of(options());
    conf.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    String[] args = {sorted.toString(), verdict.toString()};
    assertThat(ToolRunner.run(conf, new TeraValidate(), args)).isZero();
    return Files.readString(verdict.resolve("part-r-00000"));
  }

  private TeraValidator.Report report() throws IOException {
    return TeraValidator.validate(LocalFileStore.INSTANCE, sorted.toString());
  }

  @Test
  void ourOutputIsAcceptedByHadoopAndByUs() throws Exception {
    String checksum = TeraValidator.checksum(LocalFileStore.INSTANCE, List.of(input.toString()));
    assertThat(validate()).isEqualTo("checksum\t" + checksum + "\n");
    assertThat(report().isSorted()).isTrue();
    assertThat(report().checksum()).isEqualTo(checksum);
    assertThat(report().rows()).isEqualTo(ROWS);
  }

  @Test
  void aDamagedOutputIsRefusedByBoth() throws Exception {
    Path part = sorted.resolve("part-r-00001");
    byte[] rows = Files.readAllBytes(part);
    byte[] first = Arrays.copyOf(rows, 100);
    System.arraycopy(rows, 500, rows, 0, 100);
    System.arraycopy(first, 0, rows, 500, 100);
    Files.write(part, rows);
    String verdict = validate();
    assertThat(verdict).contains("error\t").contains("checksum\t" + report().checksum());
    assertThat(report().isSorted()).isFalse();
    assertThat(report().errorCount())
        .isEqualTo(verdict.lines().filter(line -> line.startsWith("error")).count());
  }

  @Test
  void rowsThatWereChangedAreFoundByBothChecksums() throws Exception {
    Path part = sorted.resolve("part-r-00002");
    byte[] rows = Files.readAllBytes(part);
    rows[50] ^= 1;
    Files.write(part, rows);
    String right = TeraValidator.checksum(LocalFileStore.INSTANCE, List.of(input.toString()));
    assertThat(validate()).isEqualTo("checksum\t" + report().checksum() + "\n");
    assertThat(report().checksum()).isNotEqualTo(right);
  }
}
