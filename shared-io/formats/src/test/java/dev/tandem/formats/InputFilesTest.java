package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  private String file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name + "\n").toString();
  }

  private List<String> names(String... paths) throws IOException {
    return InputFiles.list(LocalFileStore.INSTANCE, List.of(paths)).stream()
        .map(file -> folder.relativize(Path.of(file.path())).toString())
        .toList();
  }

  @Test
  void foldersAreReadByNameAndHiddenOnesSkipped() throws IOException {
    for (String name :
        List.of(
            "b", "a/2", "a/10", "a/_SUCCESS", "a/.crc", "a/_tmp/x", "a.txt", "Z", "\u00e9", "z")) {
      file(name);
    }
    assertThat(names(folder.toString()))
        .containsExactly("Z", "a/10", "a/2", "a.txt", "b", "z", "\u00e9");
  }

  @Test
  void argumentsKeepTheirOrder() throws IOException {
    String b = file("b");
    String hidden = file("_a");
    assertThat(names(b, hidden, b)).containsExactly("b", "_a", "b");
  }

  @Test
  void emptyFolderHasNoSplits() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(
            TextLines.of(List.of(empty.toString()))
                .splits(LocalFileStore.INSTANCE, SplitRule.DEFAULT))
        .isEmpty();
  }

  @Test
  void missingInputIsNamed() throws IOException {
    String there = file("there");
    String gone = folder.resolve("gone").toString();
    assertThatThrownBy(() -> InputFiles.list(LocalFileStore.INSTANCE, List.of(there, gone)))
        .isInstanceOf(IOException.class)
        .hasMessage("input '" + gone + "' does not exist");
    assertThatThrownBy(() -> InputFiles.list(LocalFileStore.INSTANCE, List.of()))
        .hasMessageContaining("no input was given");
    assertThatThrownBy(() -> InputFiles.list(LocalFileStore.INSTANCE, List.of("a\0b")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("input 'a\0b' cannot be read");
  }

  @Test
  void unreadableInputIsNamed() throws IOException {
    String secret = file("secret");
    FileStore denying = replacing("open", new AccessDeniedException(secret));
    assertThatThrownBy(() -> Records.read(TextLines.of(List.of(secret)), denying))
        .isInstanceOf(IOException.class)
        .hasMessage("input '" + secret + "' cannot be read: no permission: " + secret);
    FileStore closed = replacing("list", new AccessDeniedException(folder.toString()));
    assertThatThrownBy(() -> InputFiles.list(closed, List.of(folder.toString())))
        .hasMessage("input '" + folder + "' cannot be read: no permission: " + folder);
  }

  @Test
  void pipesAreRefused() throws IOException {
    String pipe = file("pipe");
    FileStore files = replacing("info", new FileInfo(pipe, false, 0, 0));
    assertThatThrownBy(() -> TextLines.of(List.of(pipe)).splits(files, SplitRule.DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pipes and devices are not supported");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void devicesAreRefusedWithoutOpeningThem() {
    FileStore closed = replacing("open", new IOException("Illegal seek"));
    assertThatThrownBy(() -> TextLines.of(List.of("/dev/null")).splits(closed, SplitRule.DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "/dev/null, byte 0: its size is 0 but it may have bytes:"
                + " pipes and devices are not supported; copy the bytes to a file and give that");
    assertThatThrownBy(() -> InputFiles.list(closed, List.of("/dev/null")))
        .hasMessageContaining("pipes and devices are not supported");
  }

  @Test
  void cycleOfLinksEnds() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Files.createSymbolicLink(a.resolve("again"), folder);
    assertThatThrownBy(() -> names(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("input '" + folder);
  }

  /** The local files, but for one method that gives or throws something else. */
  private static FileStore replacing(String method, Object result) {
    return (FileStore)
        Proxy.newProxyInstance(
            FileStore.class.getClassLoader(),
            new Class<?>[] {FileStore.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                if (result instanceof Throwable failure) {
                  throw failure;
                }
                return result;
              }
              try {
                return called.invoke(LocalFileStore.INSTANCE, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
