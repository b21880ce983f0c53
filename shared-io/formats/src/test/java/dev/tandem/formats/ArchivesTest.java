package dev.tandem.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.LocalFileStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good archives are unpacked; of hostile ones nothing gets out of the folder. */
class ArchivesTest {
  private static final Archives.Limits SMALL = new Archives.Limits(10, 1 << 20, 200);

  @TempDir Path folder;

  private Path zip(String... names) throws IOException {
    Path path = folder.resolve("a.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(Files.newOutputStream(path))) {
      for (String name : names) {
        out.putArchiveEntry(new ZipArchiveEntry(name));
        if (!name.endsWith("/")) {
          out.write(("in " + name).getBytes(StandardCharsets.UTF_8));
        }
        out.closeArchiveEntry();
      }
    }
    return path;
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (entry.isFile()) {
      entry.setSize(bytes.length);
    }
    out.putArchiveEntry(entry);
    if (entry.isFile()) {
      out.write(bytes);
    }
    out.closeArchiveEntry();
  }

  private Path tar(String file, TarArchiveEntry... entries) throws IOException {
    Path path = folder.resolve(file);
    OutputStream plain = Files.newOutputStream(path);
    OutputStream packed = file.endsWith("gz") ? new GZIPOutputStream(plain) : plain;
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(packed, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (TarArchiveEntry entry : entries) {
        put(out, entry, "in " + entry.getName());
      }
    }
    return path;
  }

  /** With its name as it is, which the library would clean. */
  private static TarArchiveEntry entry(String name) {
    return new TarArchiveEntry(name, true);
  }

  private static TarArchiveEntry link(String name, String to, byte kind) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
    entry.setLinkName(to);
    return entry;
  }

  private void unpack(Path archive, Archives.Limits limits) throws IOException {
    Archives.unpack(
        LocalFileStore.INSTANCE, archive.toString(), folder.resolve("in/side").toString(), limits);
  }

  private List<String> unpacked() throws IOException {
    Path side = folder.resolve("in/side");
    try (Stream<Path> all = Files.walk(side)) {
      return all.filter(Files::isRegularFile)
          .map(path -> side.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private void refuses(Path archive, String why) throws IOException {
    assertThatThrownBy(() -> unpack(archive, SMALL))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(why);
    assertThat(folder.resolve("in/side")).doesNotExist();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile))
          .allMatch(file -> file.getFileName().toString().matches("a\\.(zip|tar|tgz)"));
    }
  }

  @Test
  void filesAndFoldersAreUnpacked() throws IOException {
    unpack(zip("a", "b/", "b/c", "./d//e"), SMALL);
    assertThat(unpacked()).containsExactly("a", "b/c", "d/e");
    assertThat(folder.resolve("in/side/b/c")).hasContent("in b/c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tgz", "a.tar.gz"})
  void soAreTarFiles(String name) throws IOException {
    unpack(tar(name, entry("x/"), entry("x/y"), entry("z\u00e9")), SMALL);
    assertThat(unpacked()).containsExactly("x/y", "z\u00e9");
    assertThat(Archives.isArchive(name)).isTrue();
    assertThat(Archives.isArchive(name + ".txt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "..",
        "a/..",
        "/etc/evil",
        "C:/evil",
        "..\\evil",
        "a\u0000b",
        "a\nb"
      })
  void pathsThatLeadOutAreRefused(String name) throws IOException {
    refuses(zip("good", name), "not unpacked: it ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil"})
  void alsoInTarFiles(String name) throws IOException {
    refuses(tar("a.tgz", entry("good"), entry(name)), "not unpacked: it ");
  }

  @Test
  void linksAndDevicesAreRefused() throws IOException {
    refuses(
        tar("a.tar", link("out", "/tmp", TarConstants.LF_SYMLINK), entry("out/evil")),
        "'out': not unpacked: it is a link");
    refuses(tar("a.tar", link("out", "../../x", TarConstants.LF_LINK)), "it is a link");
    refuses(tar("a.tar", link("out", "", TarConstants.LF_CHR)), "it is a link or a device");
    refuses(tar("a.tar", link("out", "", TarConstants.LF_FIFO)), "it is a link or a device");
  }

  @Test
  void aNameComesOnce() throws IOException {
    refuses(zip("a", "a"), "another entry has this name");
    refuses(zip("a", "./a"), "another entry has this name");
    refuses(zip("a", "a/b"), "another entry has this name");
    refuses(zip("a/b", "a"), "another entry has this name");
    refuses(tar("a.tar", entry("a"), entry("a")), "another entry has this name");
  }

  @Test
  void bombsAreRefusedByEntriesBytesAndRatio() throws IOException {
    String[] many = new String[11];
    Arrays.setAll(many, i -> "f" + i);
    refuses(zip(many), "more than 10 entries");
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zeros)) {
      out.putArchiveEntry(new ZipArchiveEntry("zeros"));
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 20; i++) {
        out.write(block);
      }
      out.closeArchiveEntry();
    }
    Path bomb = Files.write(folder.resolve("a.zip"), zeros.toByteArray());
    refuses(bomb, "more than 1048576 bytes");
    assertThatThrownBy(() -> unpack(bomb, Archives.Limits.DEFAULT))
        .hasMessageContaining("more than 200 to 1");
    unpack(bomb, new Archives.Limits(1, 1 << 30, 2000));
    assertThat(folder.resolve("in/side/zeros")).hasSize(20 << 20);
  }

  @Test
  void damageIsFoundAndNothingIsLeft() throws IOException {
    byte[] bytes = Files.readAllBytes(zip("a", "b"));
    // The content of the first entry, behind a head of 31 bytes.
    for (int i = 31; i < 36; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      refuses(Files.write(folder.resolve("a.zip"), damaged), "damaged: ");
    }
  }

  /** Also between two entries, and behind an entry that is an archive itself. */
  @Test
  void archivesThatWereCutAreRefused() throws IOException {
    byte[] inner = Files.readAllBytes(zip("inner"));
    Path zip = folder.resolve("a.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("a.jar", "b")) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipArchiveEntry.STORED);
        out.addRawArchiveEntry(stored(entry, inner), new ByteArrayInputStream(inner));
      }
    }
    refusesEachCut(zip, (int) Files.size(zip));
    Path tgz = tar("a.tgz", entry("a"), entry("b"));
    refusesEachCut(tgz, (int) Files.size(tgz));
    Path tar = tar("a.tar", entry("a"), entry("b"));
    // Two entries of two blocks each, then the two blocks that mark the end.
    refusesEachCut(tar, 6 * 512);
  }

  private static ZipArchiveEntry stored(ZipArchiveEntry entry, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  private void refusesEachCut(Path archive, int whole) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    for (int length = 0; length < whole; length++) {
      Files.write(archive, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> unpack(archive, SMALL))
          .as(archive + " cut to " + length)
          .isInstanceOf(IOException.class);
      assertThat(folder.resolve("in/side")).doesNotExist();
    }
    Files.write(archive, Arrays.copyOf(bytes, whole));
    unpack(archive, SMALL);
    assertThat(unpacked()).hasSize(2);
    LocalFileStore.INSTANCE.delete(folder.resolve("in/side").toString());
    Files.delete(archive);
  }

  @Test
  void namesThatNoFileSystemTakesAreRefused() throws IOException {
    refuses(tar("a.tar", entry("a/".repeat(30_000) + "a")), "its name is longer than 4096");
    refuses(zip("a/".repeat(30_000) + "a"), "its name is longer than 4096");
  }
}
