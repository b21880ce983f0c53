package dev.tandem.datasets;

import dev.tandem.datasets.generate.ByteLine;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.generate.Params;
import dev.tandem.datasets.generate.RecordSource;
import dev.tandem.datasets.store.DatasetWriter;
import dev.tandem.datasets.store.FileOpener;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import dev.tandem.datasets.store.RecordDigest;
import java.io.IOException;
import java.nio.file.Path;

/** Generates datasets. */
public final class Datasets {
  private Datasets() {}

  /** As {@link #generate(GenerateRequest, Path, ProgressListener)}, unheard. */
  public static Manifest generate(GenerateRequest request, Path target) throws IOException {
    return generate(request, target, ProgressListener.NONE);
  }

  /**
   * Writes a dataset and its manifest. Both grow out of sight and are renamed into place when they
   * are complete; a generation that fails or is interrupted leaves nothing at the target.
   *
   * @param target a file, or a folder if the request asks for several files; missing parent folders
   *     are made
   * @return the manifest that lies beside the data
   * @throws IllegalArgumentException if dataset, parameters or size are not valid
   * @throws java.nio.file.FileAlreadyExistsException if the target exists and may not be replaced
   * @throws IOException if writing fails
   */
  public static Manifest generate(GenerateRequest request, Path target, ProgressListener listener)
      throws IOException {
    return generate(request, target, listener, FileOpener.LOCAL);
  }

  static Manifest generate(
      GenerateRequest request, Path target, ProgressListener listener, FileOpener opener)
      throws IOException {
    Dataset dataset = DatasetCatalog.find(request.dataset());
    Params params = Params.of(dataset.name(), dataset.parameters(), request.params());
    RecordSource source = dataset.generator().open(params, request.seed(), request.size());
    try (DatasetWriter writer =
        new DatasetWriter(
            target, request.files(), request.overwrite(), dataset.records(), listener, opener)) {
      if (request.size().isRows()) {
        writeRows(source, request.size().amount(), writer);
      } else {
        writeBytes(dataset, source, request.size().amount(), writer);
      }
      RecordDigest.Result digest = writer.finish();
      Manifest manifest = manifest(dataset, request, params, digest, writer);
      writer.commit(manifest);
      return manifest;
    }
  }

  private static void writeRows(RecordSource source, long rows, DatasetWriter writer)
      throws IOException {
    ByteLine line = new ByteLine();
    source.header(line);
    writer.write(line);
    for (long row = 0; row < rows; row++) {
      writer.advance(row, rows);
      line.truncate(0);
      source.next(line);
      writer.write(line);
    }
  }

  /** Holds each record back until it is known that the next one fits: the last one is filled up. */
  private static void writeBytes(
      Dataset dataset, RecordSource source, long bytes, DatasetWriter writer) throws IOException {
    if (bytes == 0) {
      return;
    }
    ByteLine held = new ByteLine();
    ByteLine next = new ByteLine();
    source.header(held);
    if (held.length() > bytes) {
      throw new IllegalArgumentException(
          "dataset "
              + dataset.name()
              + ": "
              + DataSize.bytes(bytes)
              + " do not hold the header; ask for at least "
              + DataSize.bytes(held.length()));
    }
    long written = 0;
    while (true) {
      long missing = bytes - written - held.length();
      if (missing > 0) {
        next.truncate(0);
        source.next(next);
        if (next.length() > missing) {
          source.fill(held, next, (int) missing);
        }
      }
      writer.advance(written, bytes);
      writer.write(held);
      written += held.length();
      if (written == bytes) {
        return;
      }
      ByteLine swapped = held;
      held = next;
      next = swapped;
    }
  }

  private static Manifest manifest(
      Dataset dataset,
      GenerateRequest request,
      Params params,
      RecordDigest.Result digest,
      DatasetWriter writer) {
    return new Manifest(
        dataset.name(),
        dataset.version(),
        request.seed(),
        request.size().toString(),
        params.asMap(),
        dataset.records(),
        digest.bytes(),
        digest.records(),
        digest.recordSum(),
        digest.sha256(),
        writer.files());
  }
}
