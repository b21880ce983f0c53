package dev.tandem.datasets.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the samples that the module ships; a test checks that they are what this makes. To change
 * them, change the recipe, run {@link #main} with {@code src/main/resources/samples} as argument,
 * and look at the difference.
 */
final class SampleFiles {
  private static final int BOOK = 17_000;

  private SampleFiles() {}

  /** Content by path; cards, which are written by hand, are not among them. */
  static Map<String, byte[]> make(Path scratch) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : TextSample.names()) {
      files.put("text/" + name + ".txt", TextSample.book(name, BOOK).getBytes(UTF_8));
    }
    files.put("log/access.log", LogSample.lines(1500).getBytes(UTF_8));
    files.put("edges/edges.tsv", generate(scratch, "web-graph", 5000, 7, Map.of("degree", "8")));
    files.put(
        "islands/islands.tsv",
        generate(scratch, "web-graph", 600, 9, Map.of("degree", "0.8", "in-exponent", "4")));
    files.put(
        "labelled/labelled.txt",
        generate(scratch, "labelled-points", 1200, 4, Map.of("dims", "4", "distance", "0.5")));
    files.put(
        "points/points.txt",
        generate(scratch, "points", 2500, 5, Map.of("dims", "2", "k", "5", "spread", "9")));
    files.put("tera/tera.bin", generate(scratch, "tera", 600, 0, Map.of()));
    Map<String, String> pages = Map.of("pages", "240", "visitors", "60");
    String visits = new String(generate(scratch, "visits", 1200, 3, pages), UTF_8);
    files.put("visits/visits.csv", TableSample.visits(visits).getBytes(UTF_8));
    String rankings = new String(generate(scratch, "rankings", 220, 3, Map.of()), UTF_8);
    files.put("visits/rankings.csv", TableSample.rankings(rankings).getBytes(UTF_8));
    return files;
  }

  private static byte[] generate(
      Path scratch, String dataset, long rows, long seed, Map<String, String> params)
      throws IOException {
    Path file = scratch.resolve(dataset);
    GenerateRequest request =
        GenerateRequest.of(dataset, DataSize.rows(rows)).withSeed(seed).withParams(params);
    Datasets.generate(request.withOverwrite(true), file);
    return Files.readAllBytes(file);
  }

  /** The index of all files, cards included: sample, file, bytes, SHA-256. */
  static String index(Map<String, byte[]> files) {
    StringBuilder index = new StringBuilder();
    new TreeMap<>(files)
        .forEach(
            (path, bytes) ->
                index
                    .append(path.replace('/', '\t'))
                    .append('\t')
                    .append(bytes.length)
                    .append('\t')
                    .append(Hashing.sha256().hashBytes(bytes))
                    .append('\n'));
    return index.toString();
  }

  /** Rewrites the samples in a folder that holds the cards. */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    Path scratch = Files.createTempDirectory("samples");
    Map<String, byte[]> files = make(scratch);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    for (String sample :
        new String[] {"text", "log", "edges", "islands", "labelled", "points", "tera", "visits"}) {
      String card = sample + "/_card.md";
      files.put(card, Files.readAllBytes(target.resolve(card)));
    }
    Files.write(target.resolve("index.tsv"), index(files).getBytes(UTF_8));
  }
}
