package dev.tandem.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.store.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes of each generator, pinned: dataset, size, seed, parameters, SHA-256. A change here
 * changes everybody's data: raise the dataset's version in the catalog along with it. The third is
 * what Hadoop's own {@code GenSort 100000} writes.
 */
class GoldenTest {
  private static final String GOLDENS =
      """
      zipf-text,300001B,1,,bc5b30302afb2d83cc5f6530a08d9c84d4e834167879a4b3408907d31f20bc02
      zipf-text,5000rows,2,style=prose;exponent=1.3;vocabulary=777,f7f40d246461722927ac7256ed2d5abb12b8297949a1836df1dac1fefd94ebfa
      tera,100000rows,0,,6ebfa85b2eb90fcf628e3e4f9d83a755a8ffeb922610017ede51dac55e342b8f
      tera,10000B,3,,7b77de550bd668036b92542abfb5c1df97b2474cde6c33aacf921e7a362cd857
      web-graph,200003B,1,,0a7089725826d34228b48434b42ad30d59633466b370a6fe450f0e364c7a7f12
      web-graph,5000rows,2,nodes=99,9f852f0b7a433068e1ede3143642806bce2e8efadbd03670fc2c3ef966d9fdec
      visits,100001B,1,,aa91d834750e1dba55f41774e42d823f21bbf49e57c733bb3f0fa7d94c46422d
      visits,2000rows,2,pages=10;visitors=5,cbb93c7768861b783401cf2706fcb5beebe4c224bff106a1fbab604d8a48f17e
      rankings,50007B,1,,8644bee42a6e3634684795a0cc999c8b947a3a180bcf19da45ab2ab8ee212732
      rankings,1000rows,2,,a6ea5cfae058d7ab266163c2ab139fada0ffa2e35b385d63d1c66094e9b418eb
      users,5000rows,1,,cac7745525c22f4f80546031867ed7b8c02b846fef8d3c83a61f4efd89f18360
      user-visits,100003B,2,users=500;strangers=0.3,8bc7d28cbacedd646e994bf142f65351ef352c223ffb0b49bd30769b135e44c3
      access-log,100001B,3,malformed=0.05;paths=300,dbaec64b172cf63db88d39f07c5d00c068176329d1db779e0bf841d6125389cf
      points,100009B,1,,371b27c8927eee73c54f4bef2acd47a9d0e117ef74dffbb65a923047e3d1b064
      points,1000rows,2,dims=2;k=3;spread=0.5,173b2b7555fbab09eb3f6211c268917a8eee30131029c3ef207b7e4272366c2b
      labelled-points,100009B,1,,865982e878b607a651ba8ae6f7de2ad1c88fddb25f4fc33a4c6dfbc8ba4e769a
      labelled-points,1000rows,2,dims=2;distance=1.5,df75bb4da1618e4b4735c95aa580460a374c01ad9240998cdc1f78ba58b4d0dd
      """;

  private static final String CLASS_PATH = "java.class.path";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(textBlock = GOLDENS)
  void bytesAreThoseOfOldTimes(String dataset, String size, long seed, String params, String sha256)
      throws IOException {
    assertThat(digest(folder, dataset, size, seed, params)).isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource(textBlock = GOLDENS)
  void theLocaleChangesNothing(String dataset, String size, long seed, String params, String sha256)
      throws IOException {
    Locale before = Locale.getDefault();
    try {
      // Arabic digits, and Turkish letters in another run below.
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(digest(folder, dataset, size, seed, params)).isEqualTo(sha256);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The default charset is fixed when a JVM starts, hence another JVM. */
  @Test
  void theDefaultCharsetChangesNothing() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dfile.encoding=UTF-16",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty(CLASS_PATH)),
                GoldenTest.class.getName(),
                folder.toString()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    assertThat(folder.resolve("checked")).hasContent("" + GOLDENS.lines().count());
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Checks all goldens in a JVM of its own. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int checked = 0;
    for (String line : GOLDENS.lines().toList()) {
      String[] cells = line.split(",");
      String digest = digest(folder, cells[0], cells[1], Long.parseLong(cells[2]), cells[3]);
      if (!digest.equals(cells[4])) {
        throw new AssertionError(line + " but was " + digest);
      }
      checked++;
    }
    Files.write(folder.resolve("checked"), ("" + checked).getBytes(StandardCharsets.US_ASCII));
  }

  private static String digest(Path folder, String dataset, String size, long seed, String params)
      throws IOException {
    Map<String, String> given = new LinkedHashMap<>();
    if (params != null && !params.isEmpty()) {
      for (String pair : params.split(";")) {
        given.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    GenerateRequest request =
        GenerateRequest.of(dataset, DataSize.parse(size)).withSeed(seed).withParams(given);
    Manifest manifest = Datasets.generate(request.withOverwrite(true), folder.resolve("data"));
    return manifest.sha256();
  }
}
