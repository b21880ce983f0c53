package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
  @TempDir Path folder;

  @Test
  void filesAndFoldersAreReadAndDroppedWithoutAChange() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a".repeat(100_000));
    Path inFolder = Files.createDirectory(folder.resolve("b")).resolve("c");
    Files.writeString(inFolder, "c");
    List<Path> data = List.of(file, inFolder.getParent());
    PageCache.warm(data);
    assumeTrue(System.getProperty("os.name").equals("Linux"), "dd of GNU is on Linux");
    assertThatCode(() -> PageCache.drop(data)).doesNotThrowAnyException();
    assertThat(file).hasSize(100_000);
    assertThat(inFolder).hasContent("c");
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatThrownBy(() -> PageCache.warm(List.of(folder.resolve("missing"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }
}
