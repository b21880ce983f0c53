package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest {
  private final FileStore files = LocalFileStore.INSTANCE;
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    try (OutputStream out = files.create(path(name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read(String name, long offset) throws IOException {
    try (InputStream in = files.open(path(name), offset)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsWrittenIsReadFromAnyOffset() throws IOException {
    write("a/b/c.txt", "hello");
    assertThat(read("a/b/c.txt", 0)).isEqualTo("hello");
    assertThat(read("a/b/c.txt", 3)).isEqualTo("lo");
    assertThat(read("a/b/c.txt", 99)).isEmpty();
    files.sync(path("a/b/c.txt"));
    files.sync(path("a/b"));
  }

  @Test
  void aFileIsCreatedOnce() throws IOException {
    write("once", "1");
    assertThatThrownBy(() -> files.create(path("once")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read("once", 0)).isEqualTo("1");
  }

  @Test
  void listsByNameInCodePointOrder() throws IOException {
    assumeTrue(
        "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
        "the locale cannot spell these names");
    write("b", "");
    write("\uFF5E", "");
    write("\uD83D\uDE00", "");
    write("B", "");
    files.createFolder(path("a"));
    assertThat(files.list(folder.toString()))
        .extracting(FileInfo::name)
        .containsExactly("B", "a", "b", "\uFF5E", "\uD83D\uDE00");
    assertThatThrownBy(() -> files.list(path("none"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void infoTellsFilesFromFoldersFromNothing() throws IOException {
    write("file", "1234");
    assertThat(files.info(path("file")).length()).isEqualTo(4);
    assertThat(files.info(path("file")).directory()).isFalse();
    assertThat(files.info(path("file")).modifiedMillis()).isPositive();
    assertThat(files.info(folder.toString()).directory()).isTrue();
    assertThat(files.info(path("none"))).isNull();
    assertThat(files.exists(path("none"))).isFalse();
  }

  @Test
  void renamesFoldersWithAllTheyHold() throws IOException {
    write("from/x/y", "data");
    files.rename(path("from"), path("to"));
    assertThat(read("to/x/y", 0)).isEqualTo("data");
    assertThat(files.exists(path("from"))).isFalse();
  }

  @Test
  void deletesTreesButDoesNotFollowLinks() throws IOException {
    write("outside/keep", "precious");
    write("tree/a/b", "x");
    Files.createSymbolicLink(folder.resolve("tree/link"), folder.resolve("outside"));
    files.delete(path("tree"));
    files.delete(path("tree"));
    assertThat(files.exists(path("tree"))).isFalse();
    assertThat(read("outside/keep", 0)).isEqualTo("precious");
  }

  @Test
  void listsLinksThatLeadNowhere() throws IOException {
    write("there", "x");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    assertThat(files.list(folder.toString()))
        .extracting(FileInfo::name)
        .containsExactly("link", "there");
    assertThatThrownBy(() -> files.open(path("link"), 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void twoMayDeleteTheSameTree() throws Exception {
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 100; i++) {
        write("tree/" + i % 10 + "/" + i, "x");
      }
      CompletableFuture<Void> other = CompletableFuture.runAsync(this::deleteTree);
      deleteTree();
      other.get();
      assertThat(files.exists(path("tree"))).isFalse();
    }
  }

  private void deleteTree() {
    try {
      files.delete(path("tree"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tellsTheFreeSpaceOfPlacesThatDoNotExistYet() throws IOException {
    assertThat(files.freeSpace(path("not/yet/there"))).isPositive();
  }

  @Test
  void takesPathsWithTheScheme() throws IOException {
    write("plain", "x");
    assertThat(files.info("file://" + path("plain")).length()).isEqualTo(1);
    assertThat(files.scheme()).isEqualTo("file");
  }
}
