package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page about committers leave what the page says. */
class CommittersPageTest {
  private static final Path PAGE = Path.of("../../mapreduce-engine/core/docs/committers.md");

  @TempDir Path folder;

  private Command run(String line) {
    String[] arguments = line.substring("./tandem ".length()).split(" ");
    for (int i = 1; i < arguments.length; i++) {
      if (List.of("-i", "-o", "--faults").contains(arguments[i - 1])) {
        arguments[i] = folder.resolve(arguments[i]).toString();
      }
    }
    return Command.run(arguments);
  }

  @Test
  void theSecondAlgorithmShowsPartOfAnAnswer() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    assertThat(lines).contains("printf 'a b a\\nc d\\n' > words.txt");
    Files.writeString(folder.resolve("words.txt"), "a b a\nc d\n");
    String fault =
        lines.stream().filter(line -> line.startsWith("echo '")).findFirst().orElseThrow();
    Files.writeString(folder.resolve("faults.txt"), fault.split("'")[1] + "\n");
    List<String> commands = lines.stream().filter(line -> line.startsWith("./tandem ")).toList();
    assertThat(commands).hasSize(2);
    for (String command : commands) {
      Command run = run(command);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("injected fault");
    }
    assertThat(folder.resolve("one")).doesNotExist();
    try (var left = Files.list(folder.resolve("two"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("part-r-00000");
    }
  }
}
