package dev.tandem.hadoop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks leave for the driver is looked at before it is believed. */
class TaskNotesTest {
  private static final FileStore FILES = LocalFileStore.INSTANCE;

  @TempDir Path folder;

  private TaskFile committed(String part) throws IOException {
    TaskFile.Part one = new TaskFile.Part(4, part, new Digest(1, 2), 3);
    TaskFile file =
        new TaskFile(7, 0, "host", 1, 2, new byte[0], List.of(one), List.of(), List.of());
    String place = folder + "/" + UUID.randomUUID();
    file.write(FILES, place);
    return TaskFile.read(FILES, place);
  }

  private String name(String part) throws IOException {
    TaskFile file = committed(part);
    return file.checkedName(file.parts().get(0), ".gz");
  }

  @Test
  void aTaskNamesItsOwnPartFiles() throws IOException {
    assertThat(name("part-r-00007.gz")).isEqualTo("part-r-00007.gz");
    assertThat(name("part-m-00007.gz")).isEqualTo("part-m-00007.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "part-r-00008.gz", "part-r-00007", "_SUCCESS", ""})
  void anyOtherNameIsRefused(String part) {
    assertThatThrownBy(() -> name(part))
        .isInstanceOf(IOException.class)
        .hasMessage("task 7 calls a part file '" + part + "', which is no name of its own");
  }

  @Test
  void aNoteThatWasNotFinishedDoesNotFailTheJob() throws IOException {
    TaskFailure failure = new TaskFailure(true, 3, 1, 10, 20, "out of luck");
    failure.write(FILES, folder + "/failures/attempt_2");
    Files.createFile(folder.resolve("failures/attempt_1"));
    byte[] whole = Files.readAllBytes(folder.resolve("failures/attempt_2"));
    Files.write(folder.resolve("failures/attempt_3"), java.util.Arrays.copyOf(whole, 5));
    List<String> warnings = new ArrayList<>();
    assertThat(TaskFailure.readAll(FILES, folder + "/failures", warnings::add))
        .containsExactly(java.util.Map.entry("attempt_2", failure));
    assertThat(warnings)
        .hasSize(2)
        .allMatch(line -> line.startsWith("cannot read why attempt_") && !line.contains("\n"));
    assertThat(TaskFailure.readAll(FILES, folder + "/none", warnings::add)).isEmpty();
  }

  @Test
  void aRunThatIsForgottenDoesNotComeBack() {
    LocalRun.of("over").tasks();
    LocalRun.forget("over");
    LocalRun.end("over", "attempt_1");
    assertThat(LocalRun.isKnown("over")).isFalse();
  }

  @Test
  void aFailureBelongsToOneJob() {
    LocalRun run = LocalRun.of("two jobs");
    run.failed(new IOException("first"));
    assertThat(run.takeFailures()).hasSize(1);
    run.failed(new IOException("second"));
    assertThat(run.takeFailures()).singleElement().extracting("message").isEqualTo("second");
    LocalRun.forget("two jobs");
  }
}
