package dev.tandem.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.store.FileOpener;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
  @TempDir Path folder;

  private static GenerateRequest bytes(String dataset, long bytes) {
    return GenerateRequest.of(dataset, DataSize.bytes(bytes)).withSeed(7);
  }

  private static GenerateRequest rows(String dataset, long rows) {
    return GenerateRequest.of(dataset, DataSize.rows(rows)).withSeed(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 17, 99, 100, 101, 4095, 65_537, 1_048_576, 1_048_577})
  void textHasExactlyTheBytesAskedFor(long size) throws IOException {
    Path file = folder.resolve("text");
    for (String style : List.of("plain", "prose")) {
      Datasets.generate(
          bytes("zipf-text", size).withParams(Map.of("style", style)).withOverwrite(true), file);
      assertThat(file).hasSize(size);
      String text = Files.readString(file); // fails on malformed UTF-8
      assertThat(size == 0 || text.endsWith("\n")).isTrue();
      assertThat(text).doesNotContain(" \n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-graph",
        "visits",
        "rankings",
        "points",
        "labelled-points",
        "users",
        "user-visits"
      })
  void everySizeInBytesIsExactAndLeavesValidRows(String dataset) throws IOException {
    Path file = folder.resolve("data");
    String whole = content(dataset, DataSize.rows(200));
    for (int size = 450; size < 1000; size++) {
      Datasets.generate(bytes(dataset, size).withOverwrite(true), file);
      String text = Files.readString(file);
      assertThat(text).hasSize(size).endsWith("\n");
      assertValid(dataset, text, whole);
    }
  }

  private String content(String dataset, DataSize size) throws IOException {
    Path file = folder.resolve("whole");
    Datasets.generate(GenerateRequest.of(dataset, size).withSeed(7).withOverwrite(true), file);
    return Files.readString(file);
  }

  /**
   * All rows are those of a generation by rows; only the filled last one may differ, not in value.
   */
  private static void assertValid(String dataset, String text, String whole) {
    if (dataset.equals("web-graph")) {
      assertThat(text.lines()).allMatch(line -> line.matches("#.*|[0-9]+\t[0-9]+"));
      return;
    }
    List<String> rows = text.lines().toList();
    List<String> expected = whole.lines().toList();
    int last = rows.size() - 1;
    assertThat(rows.subList(0, last)).isEqualTo(expected.subList(0, last));
    String separator = dataset.endsWith("points") ? " " : ",";
    String found = rows.get(last);
    String right = expected.get(last);
    int cut = right.lastIndexOf(separator) + 1;
    assertThat(found).startsWith(right.substring(0, cut));
    assertThat(Double.parseDouble(found.substring(cut)))
        .isEqualTo(Double.parseDouble(right.substring(cut)));
  }

  @ParameterizedTest
  @CsvSource({
    "zipf-text,lines",
    "tera,x",
    "web-graph,edges",
    "visits,x",
    "rankings,x",
    "points,x",
    "labelled-points,x",
    "users,x",
    "user-visits,x",
    "access-log,x"
  })
  void rowsAreExact(String dataset) throws IOException {
    for (long count : new long[] {0, 1, 2, 999}) {
      Path file = folder.resolve(dataset + count);
      Manifest manifest = Datasets.generate(rows(dataset, count), file);
      assertThat(manifest.records()).isEqualTo(count);
      assertThat(manifest.bytes()).isEqualTo(Files.size(file));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zipf-text,300001B,7",
    "zipf-text,1000rows,3",
    "tera,100000B,9",
    "web-graph,100001B,4",
    "visits,50003B,6",
    "rankings,5rows,8",
    "points,333rows,2",
    "labelled-points,10001B,2",
    "users,10001B,2",
    "user-visits,10001B,3",
    "access-log,50001B,4",
    "tera,0rows,3"
  })
  void partFilesHoldTheSameBytesAsOneFile(String dataset, String size, int files)
      throws IOException {
    GenerateRequest request = GenerateRequest.of(dataset, DataSize.parse(size)).withSeed(3);
    Manifest one = Datasets.generate(request, folder.resolve("one"));
    Manifest many = Datasets.generate(request.withFiles(files), folder.resolve("many"));

    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      byte[] part = Files.readAllBytes(folder.resolve("many").resolve("part-0000" + i));
      joined.write(part);
      sizes.add((long) part.length);
    }
    assertThat(joined.toByteArray()).isEqualTo(Files.readAllBytes(folder.resolve("one")));
    assertThat(many.sha256()).isEqualTo(one.sha256());
    assertThat(many.recordSum()).isEqualTo(one.recordSum());
    assertThat(many.files().stream().map(Manifest.Part::bytes)).isEqualTo(sizes);
    if (one.bytes() > 30_000) {
      assertThat(sizes).allMatch(part -> Math.abs(part - one.bytes() / files) < 500);
    }
  }

  @Test
  void partFilesAreCutBetweenRecords() throws IOException {
    Datasets.generate(bytes("visits", 30_000).withFiles(5), folder.resolve("many"));
    for (int i = 0; i < 5; i++) {
      assertThat(Files.readString(folder.resolve("many/part-0000" + i))).endsWith("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "web-graph,10,header",
    "visits,20,hold no row",
    "user-visits,5,hold no row",
    "access-log,50,hold no row",
    "rankings,5,hold no row",
    "points,8,hold no row",
    "labelled-points,8,hold no row"
  })
  void tooSmallASizeIsRefused(String dataset, long size, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Datasets.generate(bytes(dataset, size), folder.resolve("x")))
        .withMessageContaining(why)
        .withMessageContaining("ask for at least");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wrongNamesAndValuesAreRefusedWithAHint() {
    assertRefused(rows("zipf-txt", 1), "no dataset 'zipf-txt'; did you mean 'zipf-text'?");
    assertRefused(rows("sudoku", 1), "known are: zipf-text, tera,");
    assertRefused(
        rows("points", 1).withParams(Map.of("dim", "2")),
        "dataset points has no parameter 'dim'; did you mean 'dims'?");
    assertRefused(
        rows("points", 1).withParams(Map.of("dims", "two")),
        "parameter dims must be a whole number from 1 to 100000, not 'two'");
    assertRefused(
        rows("zipf-text", 1).withParams(Map.of("exponent", "NaN")), "exponent must be a number");
    assertRefused(rows("zipf-text", 1).withParams(Map.of("style", "verse")), "one of plain, prose");
    assertThatIllegalArgumentException().isThrownBy(() -> rows("tera", 1).withFiles(0));
    assertThat(folder).isEmptyDirectory();
  }

  private void assertRefused(GenerateRequest request, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Datasets.generate(request, folder.resolve("x")))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anExistingTargetIsKeptUnlessOverwritten(int files) throws IOException {
    Path target = folder.resolve("target");
    Files.writeString(target, "precious");
    GenerateRequest request = rows("points", 10).withFiles(files);
    assertThatThrownBy(() -> Datasets.generate(request, target))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("--overwrite");
    assertThat(target).hasContent("precious");
    assertThat(names()).containsExactly("target");

    Datasets.generate(request.withOverwrite(true), target);
    Manifest.verify(target);
    assertThat(names()).doesNotHaveDuplicates().noneMatch(name -> name.startsWith("."));
  }

  @Test
  void onlyGeneratedFoldersAreOverwritten() throws IOException {
    Path target = folder.resolve("target");
    GenerateRequest request = rows("points", 10).withFiles(2).withOverwrite(true);
    Files.createDirectory(target);
    Datasets.generate(request, target);
    Datasets.generate(request.withFiles(3), target);
    assertThat(Manifest.verify(target).files()).hasSize(3);

    Files.delete(target.resolve("_manifest.json"));
    assertThatThrownBy(() -> Datasets.generate(request, target))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("remove it yourself");
    assertThat(target.resolve("part-00002")).exists();
    assertThat(names()).containsExactly("target");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aFullDiskLeavesNothing(int files) throws IOException {
    Path target = folder.resolve("target");
    assertThatIOException()
        .isThrownBy(
            () ->
                Datasets.generate(
                    bytes("zipf-text", 5_000_000).withFiles(files),
                    target,
                    ProgressListener.NONE,
                    full(2_500_000)))
        .withMessageContaining(target.toString())
        .withMessageContaining("No space left on device");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullDiskKeepsWhatWasToBeReplaced() throws IOException {
    Path target = folder.resolve("target");
    Files.writeString(target, "precious");
    assertThatIOException()
        .isThrownBy(
            () ->
                Datasets.generate(
                    bytes("tera", 5_000_000).withOverwrite(true),
                    target,
                    ProgressListener.NONE,
                    full(1)));
    assertThat(target).hasContent("precious");
    assertThat(names()).containsExactly("target");
  }

  /** A disk that takes so many bytes, all files together. */
  private static FileOpener full(long capacity) {
    long[] left = {capacity};
    return path -> {
      WritableByteChannel file = FileOpener.LOCAL.create(path);
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
          left[0] -= bytes.remaining();
          if (left[0] < 0) {
            throw new IOException("No space left on device");
          }
          return file.write(bytes);
        }

        @Override
        public boolean isOpen() {
          return file.isOpen();
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    };
  }

  @Test
  void anInterruptLeavesNothing() {
    ProgressListener interrupting = written -> Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                Datasets.generate(
                    bytes("zipf-text", 5_000_000), folder.resolve("target"), interrupting))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void progressEndsAtTheSize() throws IOException {
    List<Long> heard = new ArrayList<>();
    Datasets.generate(bytes("zipf-text", 3_000_000), folder.resolve("target"), heard::add);
    assertThat(heard).isSorted().hasSizeGreaterThan(2).endsWith(3_000_000L);
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    Path target = folder.resolve("a/b/\u00e9\u4e2d.txt");
    Datasets.generate(rows("rankings", 3), target);
    assertThat(Manifest.verify(target).records()).isEqualTo(3);
  }

  @Test
  void userVisitsAreThoseOfUsersAndStrangers() throws IOException {
    Map<String, String> params = Map.of("users", "50", "strangers", "0.1");
    String visits = content(rows("user-visits", 2000).withParams(params));
    String users = content(rows("users", 50).withParams(Map.of("groups", "4")));
    assertThat(visits.lines()).allMatch(row -> row.matches("[ux]\\d+,p\\d+,\\d+\\.\\d\\d,\\d+"));
    assertThat(users.lines()).allMatch(row -> row.matches("u\\d+,g[0-3],\\d\\d"));
    List<String> known = users.lines().map(row -> row.split(",")[0]).toList();
    assertThat(known).doesNotHaveDuplicates();
    List<String> named = visits.lines().map(row -> row.split(",")[0]).toList();
    assertThat(named.stream().filter(user -> user.startsWith("u"))).isSubsetOf(known);
    assertThat(named.stream().filter(user -> user.startsWith("x")).count()).isBetween(150L, 250L);
  }

  private String content(GenerateRequest request) throws IOException {
    Path file = folder.resolve("content");
    Datasets.generate(request.withOverwrite(true), file);
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Test
  void accessLogHasDamagedLinesAndEverySize() throws IOException {
    String combined = "\\S+ - - \\[[^]]+\\] \"[A-Z]+ /\\S+ HTTP/1.1\" \\d{3} (\\d+|-) \"-\" \".+\"";
    Map<String, String> damaged = Map.of("malformed", "0.1");
    String log = content(rows("access-log", 2000).withParams(damaged));
    assertThat(log.lines().filter(line -> !line.matches(combined)).count()).isBetween(150L, 250L);
    assertThat(log).contains("?page=", "\\\"hello\\\"", " 304 -", "\"GET ", "\"DELETE ");
    for (int size = 300; size < 700; size++) {
      String text = content(bytes("access-log", size).withParams(damaged));
      assertThat(text).hasSize(size).endsWith("\n").startsWith("10.0.");
      assertThat(text.lines().count()).isBetween(1L, 7L);
    }
    String whole = content(bytes("access-log", 5000).withParams(Map.of("malformed", "0")));
    assertThat(whole.lines()).allMatch(line -> line.matches(combined));
  }

  @Test
  void visitsGoToRankedPages() throws IOException {
    Path visits = folder.resolve("visits");
    Path rankings = folder.resolve("rankings");
    Datasets.generate(rows("visits", 500).withParams(Map.of("pages", "100")), visits);
    Datasets.generate(rows("rankings", 100), rankings);
    List<String> urls =
        Files.readString(rankings, StandardCharsets.UTF_8)
            .lines()
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList();
    assertThat(urls).hasSize(100).doesNotHaveDuplicates();
    assertThat(Files.readString(visits).lines().map(row -> row.split(",")[1])).isSubsetOf(urls);
    assertThat(Files.readString(visits)).contains("\"\"");
  }

  private List<String> names() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
