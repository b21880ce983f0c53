package dev.tandem.datasets.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir Path folder;
  private Path parts;
  private Path file;

  @BeforeEach
  void generate() throws IOException {
    GenerateRequest request =
        GenerateRequest.of("web-graph", DataSize.bytes(20_001))
            .withSeed(Long.MIN_VALUE)
            .withParams(Map.of("degree", "3"));
    parts = folder.resolve("parts");
    file = folder.resolve("file");
    Datasets.generate(request.withFiles(3), parts);
    Datasets.generate(request, file);
  }

  @Test
  void goodDataIsFoundGood() throws IOException {
    Manifest manifest = Manifest.verify(file);
    assertThat(manifest).isEqualTo(Manifest.read(file));
    assertThat(manifest.seed()).isEqualTo(Long.MIN_VALUE);
    assertThat(manifest.bytes()).isEqualTo(20_001);
    assertThat(manifest.params()).containsEntry("degree", "3").containsEntry("in-exponent", "2.1");
    assertThat(Files.readString(file).lines().filter(line -> !line.startsWith("#")))
        .hasSize((int) manifest.records());
    assertThat(Manifest.verify(parts).sha256()).isEqualTo(manifest.sha256());
  }

  @Test
  void manifestsAreHiddenFromReaders() {
    assertThat(folder.resolve("_file.manifest.json")).exists();
    assertThat(parts.resolve("_manifest.json")).exists();
  }

  @Test
  void jsonIsTheSameOnEverySystem() throws IOException {
    String json = Files.readString(parts.resolve("_manifest.json"));
    assertThat(json).doesNotContain("\r").endsWith("}\n").startsWith("{\n  \"dataset\" : \"web-");
    assertThat(json).isEqualTo(Manifest.read(parts).toJson());
  }

  @Test
  void everyFlippedByteIsDetected() throws IOException {
    byte[] right = Files.readAllBytes(file);
    for (int at = 0; at < right.length; at += 997) {
      byte[] wrong = right.clone();
      wrong[at] ^= 1;
      Files.write(file, wrong);
      assertThatExceptionOfType(ManifestMismatchException.class)
          .isThrownBy(() -> Manifest.verify(file))
          .withMessageContaining(file.toString())
          .withMessageContaining("generate it again");
    }
  }

  @Test
  void aLongerFileAFurtherFileAndAMissingFileAreDetected() throws IOException {
    Path part = parts.resolve("part-00001");
    byte[] right = Files.readAllBytes(part);
    Files.write(part, new byte[] {'\n'}, StandardOpenOption.APPEND);
    assertMismatch("part-00001");
    Files.write(part, right);
    Manifest.verify(parts);

    Files.createFile(parts.resolve("part-00003"));
    assertMismatch("files is [part-00000, part-00001, part-00002, part-00003]");
    Files.delete(parts.resolve("part-00003"));
    Files.createFile(parts.resolve("_SUCCESS"));
    Manifest.verify(parts);

    Files.delete(part);
    assertMismatch("files is [part-00000, part-00002]");
  }

  private void assertMismatch(String message) {
    assertThatExceptionOfType(ManifestMismatchException.class)
        .isThrownBy(() -> Manifest.verify(parts))
        .withMessageContaining(message);
  }

  @Test
  void aMissingOrBrokenManifestIsNamed() throws IOException {
    Path manifest = folder.resolve("_file.manifest.json");
    Files.write(manifest, "{\"dataset\": 1, ".getBytes(StandardCharsets.UTF_8));
    assertThatIOException()
        .isThrownBy(() -> Manifest.read(file))
        .withMessageContaining(manifest + " is not a manifest");
    Files.delete(manifest);
    assertThatIOException()
        .isThrownBy(() -> Manifest.verify(file))
        .withMessageContaining("has no manifest");
  }
}
