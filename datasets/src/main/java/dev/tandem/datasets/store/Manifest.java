package dev.tandem.datasets.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.datasets.generate.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a generated dataset is and how to make it again; lies beside the data as JSON. A folder's is
 * {@code _manifest.json} inside, that of a file {@code _NAME.manifest.json} next to it: readers
 * skip names that start with an underscore. It holds no time and no path, so equal data has equal
 * manifests.
 *
 * @param dataset name in the catalog
 * @param generatorVersion rises whenever the same request gives other bytes
 * @param seed of the random numbers
 * @param size as asked for, in its canonical form
 * @param params all parameters, sorted by name
 * @param format where a record ends
 * @param bytes in all files
 * @param records in all files
 * @param recordSum see {@link RecordDigest.Result#recordSum}
 * @param sha256 see {@link RecordDigest.Result#sha256}
 * @param files in name order
 */
public record Manifest(
    String dataset,
    int generatorVersion,
    long seed,
    String size,
    Map<String, String> params,
    RecordFormat format,
    long bytes,
    long records,
    String recordSum,
    String sha256,
    List<Part> files) {
  private static final String IN_FOLDER = "_manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One file.
   *
   * @param name without folder
   * @param bytes its length
   */
  public record Part(String name, long bytes) {}

  public Manifest {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    files = List.copyOf(files);
  }

  /** Where the manifest of a file or folder lies. */
  public static Path pathFor(Path data, boolean folder) {
    return folder
        ? data.resolve(IN_FOLDER)
        : data.resolveSibling("_" + data.getFileName() + ".manifest.json");
  }

  /**
   * Reads the manifest that belongs to a generated file or folder.
   *
   * @throws IOException if there is none or it is not readable; the message names the file
   */
  public static Manifest read(Path data) throws IOException {
    Path path = pathFor(data.toAbsolutePath(), Files.isDirectory(data));
    try {
      return JSON.readValue(Files.readAllBytes(path), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new IOException(data + " has no manifest (looked for " + path + ")", e);
    } catch (JsonProcessingException e) {
      throw new IOException(path + " is not a manifest: " + e.getOriginalMessage(), e);
    }
  }

  /** The manifest as JSON, two-space indents, LF line ends, a newline last. */
  public String toJson() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest holds plain values only", e);
    }
  }

  void write(Path path) throws IOException {
    Files.write(path, toJson().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads all data again and checks it against its manifest.
   *
   * @param data a generated file or folder
   * @return the manifest, which the data agrees with
   * @throws ManifestMismatchException if the data differs; names the first difference
   * @throws IOException if data or manifest cannot be read
   */
  public static Manifest verify(Path data) throws IOException {
    Manifest manifest = read(data);
    manifest.verifyFiles(data);
    return manifest;
  }

  private void verifyFiles(Path data) throws IOException {
    boolean folder = Files.isDirectory(data);
    List<String> expected = files.stream().map(Part::name).toList();
    List<String> found = folder ? visibleNames(data) : List.of(data.getFileName().toString());
    require(data, "files", folder ? expected : found, found);
    RecordDigest digest = new RecordDigest(format);
    for (int i = 0; i < found.size(); i++) {
      Path file = folder ? data.resolve(found.get(i)) : data;
      require(file, "bytes", files.get(i).bytes(), Files.size(file));
      digest(file, digest);
    }
    RecordDigest.Result result = digest.finish();
    require(data, "bytes", bytes, result.bytes());
    require(data, "records", records, result.records());
    require(data, "recordSum", recordSum, result.recordSum());
    require(data, "sha256", sha256, result.sha256());
  }

  private static void digest(Path file, RecordDigest digest) throws IOException {
    byte[] chunk = new byte[1 << 18];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        digest.update(chunk, 0, count);
      }
    }
  }

  private static List<String> visibleNames(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.map(entry -> entry.getFileName().toString()).sorted().forEach(names::add);
    }
    names.removeIf(name -> name.startsWith("_") || name.startsWith("."));
    return names;
  }

  private static void require(Path path, String what, Object expected, Object found)
      throws ManifestMismatchException {
    if (!expected.equals(found)) {
      throw new ManifestMismatchException(
          path
              + " differs from its manifest: "
              + what
              + " is "
              + found
              + ", should be "
              + expected
              + "; generate it again with --overwrite");
    }
  }
}
