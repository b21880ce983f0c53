package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteredFilesTest {
  @TempDir Path folder;

  private final MeteredFiles files = new MeteredFiles(LocalFileStore.INSTANCE);

  private String write(String name, int bytes) throws IOException {
    String path = folder.resolve(name).toString();
    try (OutputStream out = files.create(path)) {
      out.write(new byte[bytes]);
      out.write(7);
    }
    return path;
  }

  @Test
  void countsBytesAsStreamsMoveThem() throws IOException {
    String path = write("a", 9);
    try (InputStream in = files.open("file://" + path, 4)) {
      assertThat(in.read(new byte[3])).isEqualTo(3);
      assertThat(in.readNBytes(100)).hasSize(3);
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(files.traffic()).isEqualTo(Map.of("file", new FileTraffic(6, 10, 1, 0, 1)));
  }

  @Test
  void countsOperationsAsHdfsDoes() throws IOException {
    String path = write("a", 0);
    assertThat(files.exists(path)).isTrue();
    files.sync(path);
    files.rename(path, path + "2");
    files.createFolder(folder.resolve("b").toString());
    files.delete(path + "2");
    assertThat(files.list(folder.toString())).hasSize(1);
    assertThat(files.freeSpace(path)).isPositive();
    assertThat(files.traffic()).isEqualTo(Map.of("file", new FileTraffic(0, 1, 3, 0, 4)));
  }

  @Test
  void largeFoldersAreListedInParts() throws IOException {
    for (int i = 0; i < 1000; i++) {
      LocalFileStore.INSTANCE.create(folder.resolve("f" + i).toString()).close();
    }
    files.list(folder.toString());
    assertThat(files.traffic().get("file")).isEqualTo(new FileTraffic(0, 0, 1, 0, 0));
    LocalFileStore.INSTANCE.create(folder.resolve("g").toString()).close();
    files.list(folder.toString());
    assertThat(files.traffic().get("file")).isEqualTo(new FileTraffic(0, 0, 1, 2, 0));
  }
}
