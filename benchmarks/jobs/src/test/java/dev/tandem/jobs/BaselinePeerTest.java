package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.datasets.SampleRun;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinePeerTest {
  @TempDir Path folder;

  private static Peer peer() {
    return ServiceLoader.load(Peer.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(peer -> peer.name().equals("baseline"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasEveryShippedJob() {
    assertThat(SampleRun.jobs()).allMatch(job -> peer().has(job, Map.of()));
    assertThat(peer().has("sorting", Map.of())).isFalse();
  }

  @Test
  void leavesOnePartFileInAFolderOfItsOwn() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "b a b");
    Path output = folder.resolve("out");
    RunOptions options = RunOptions.defaults().withOutput(output.toString(), false);
    peer().run("wordcount", List.of(input.toString()), Map.of(), options);
    assertThat(output).isDirectoryContaining("glob:**part-r-00000");
    assertThat(Files.readAllLines(output.resolve("part-r-00000")))
        .containsExactlyInAnyOrder("a\t1", "b\t2");
    assertThatThrownBy(() -> peer().run("wordcount", List.of(input.toString()), Map.of(), options))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
