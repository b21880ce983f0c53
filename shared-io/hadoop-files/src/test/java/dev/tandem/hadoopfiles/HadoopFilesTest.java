package dev.tandem.hadoopfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFilesTest {
  private final FileStore files = HadoopFiles.of(FlatFileSystem.configuration());
  @TempDir Path folder;

  private String path(String name) {
    return FlatFileSystem.SCHEME + "://" + folder + "/" + name;
  }

  private void write(String path, String text) throws IOException {
    try (OutputStream out = files.create(path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read(String path, long offset) throws IOException {
    try (InputStream in = files.open(path, offset)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsWrittenIsReadFromAnyOffset() throws IOException {
    write(path("a/b/c d%20e.txt"), "hello");
    assertThat(read(path("a/b/c d%20e.txt"), 0)).isEqualTo("hello");
    assertThat(read(path("a/b/c d%20e.txt"), 3)).isEqualTo("lo");
    assertThat(read(path("a/b/c d%20e.txt"), 99)).isEmpty();
    assertThat(folder.resolve("a/b/c d%20e.txt")).hasContent("hello");
    files.sync(path("a/b/c d%20e.txt"));
    files.sync(path("a/b"));
    assertThatThrownBy(() -> files.sync(path("none"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFileIsCreatedOnce() throws IOException {
    write(path("once"), "1");
    assertThatThrownBy(() -> files.create(path("once")))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(path("once"));
    assertThat(read(path("once"), 0)).isEqualTo("1");
  }

  @Test
  void listsByNameInCodePointOrderWithPathsThatCanBeOpened() throws IOException {
    write(path("b"), "b");
    write(path("B"), "B");
    write(path("a-c"), "");
    files.createFolder(path("a"));
    assertThat(files.list(path("")))
        .extracting(FileInfo::name, FileInfo::directory)
        .containsExactly(
            tuple("B", false), tuple("a", true), tuple("a-c", false), tuple("b", false));
    FileInfo first = files.list(path("")).get(0);
    assertThat(HadoopFiles.schemeOf(first.path())).isEqualTo("flat");
    assertThat(read(first.path(), 0)).isEqualTo("B");
    assertThatThrownBy(() -> files.list(path("none"))).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> files.list(path("b"))).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void infoTellsFilesFromFoldersFromNothing() throws IOException {
    write(path("file"), "1234");
    assertThat(files.info(path("file")).length()).isEqualTo(4);
    assertThat(files.info(path("file")).directory()).isFalse();
    assertThat(files.info(path("file")).modifiedMillis()).isPositive();
    assertThat(files.info(path("")).directory()).isTrue();
    assertThat(files.info(path("none"))).isNull();
    assertThat(files.exists(path("none"))).isFalse();
    assertThatThrownBy(() -> files.open(path("none"), 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renamesFoldersWithAllTheyHoldButNeverIntoAnother() throws IOException {
    write(path("from/x/y"), "data");
    files.rename(path("from"), path("to"));
    assertThat(read(path("to/x/y"), 0)).isEqualTo("data");
    assertThat(files.exists(path("from"))).isFalse();
    files.createFolder(path("there"));
    assertThatThrownBy(() -> files.rename(path("to"), path("there")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> files.rename(path("none"), path("other")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletesTrees() throws IOException {
    write(path("tree/a/b"), "x");
    files.delete(path("tree"));
    files.delete(path("tree"));
    assertThat(files.exists(path("tree"))).isFalse();
  }

  @Test
  void tellsTheFreeSpaceOfPlacesThatDoNotExistYet() throws IOException {
    assertThat(files.freeSpace(path("not/yet/there"))).isPositive();
  }

  @Test
  void plainPathsAndFilePathsAreThisMachinesFiles() throws IOException {
    String plain = folder.resolve("plain:1").toString();
    write(plain, "x");
    assertThat(Files.readString(folder.resolve("plain:1"))).isEqualTo("x");
    assertThat(files.info("file://" + plain).length()).isEqualTo(1);
    assertThat(files.list(folder.toString())).extracting(FileInfo::path).containsExactly(plain);
    files.rename(plain, plain + "0");
    files.sync(plain + "0");
    files.createFolder(plain);
    assertThat(files.freeSpace(plain)).isPositive();
    files.delete(plain);
    assertThat(files.exists(plain)).isFalse();
    assertThat(files.scheme()).isEqualTo("file");
  }

  @Test
  void nothingMovesBetweenStorages() throws IOException {
    write(path("here"), "x");
    assertThatThrownBy(() -> files.rename(path("here"), folder + "/there"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("different storages");
  }

  @Test
  void anUnknownSchemeAndAnImpossiblePathAreNamed() {
    assertThatThrownBy(() -> files.info("nowhere://host/x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> files.info("flat://[/y")).isInstanceOf(InvalidPathException.class);
  }
}
