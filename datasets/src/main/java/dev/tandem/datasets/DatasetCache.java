package dev.tandem.datasets;

import com.google.common.hash.Hashing;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.generate.Params;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Generates each dataset once below a folder and checks it against its manifest before each further
 * use; data that has changed is generated again. Several processes may share the folder.
 */
public final class DatasetCache {
  private final Path folder;

  /** The folder is made when it is first needed. */
  public DatasetCache(Path folder) {
    this.folder = folder;
  }

  /** One file with default parameters. */
  public Path get(String dataset, DataSize size, long seed) throws IOException {
    return get(GenerateRequest.of(dataset, size).withSeed(seed), ProgressListener.NONE);
  }

  /**
   * The data of a request.
   *
   * @return a file, or a folder if the request asks for several files; do not change it
   * @throws IllegalArgumentException if dataset, parameters or size are not valid
   * @throws IOException if reading or writing fails
   */
  public Path get(GenerateRequest request, ProgressListener listener) throws IOException {
    Path data = folder.resolve(name(request));
    if (Files.exists(data) && isValid(data)) {
      return data;
    }
    boolean changed = Files.exists(data);
    try {
      Datasets.generate(request.withOverwrite(changed), data, listener);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; its data must be right all the same.
      Manifest.verify(data);
    }
    return data;
  }

  private static boolean isValid(Path data) {
    try {
      Manifest.verify(data);
      return true;
    } catch (IOException e) {
      return false; // Missing manifest or changed data: both are cured by generating again.
    }
  }

  /** Names the request readably, and its parameters and version by a hash. */
  private static String name(GenerateRequest request) {
    Dataset dataset = DatasetCatalog.find(request.dataset());
    Params params = Params.of(dataset.name(), dataset.parameters(), request.params());
    String rest = "v" + dataset.version() + " " + params.asMap();
    String hash = Hashing.sha256().hashString(rest, StandardCharsets.UTF_8).toString();
    String name =
        dataset.name()
            + "-"
            + request.size()
            + "-seed"
            + request.seed()
            + "-"
            + hash.substring(0, 8);
    return request.files() == 1
        ? name + "." + dataset.extension()
        : name + "-" + request.files() + "files";
  }
}
