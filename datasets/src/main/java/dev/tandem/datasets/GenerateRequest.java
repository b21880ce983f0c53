package dev.tandem.datasets;

import dev.tandem.datasets.generate.DataSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to generate. Immutable; the {@code with} methods give changed copies.
 *
 * @param dataset name in the catalog
 * @param size exact, in bytes or rows
 * @param seed of the random numbers; the same request gives the same bytes everywhere
 * @param files 1: the target is a file; more: a folder of {@code part-NNNNN} files that hold the
 *     same bytes one after the other
 * @param params those that differ from their defaults
 * @param overwrite whether an existing target is replaced
 */
public record GenerateRequest(
    String dataset,
    DataSize size,
    long seed,
    int files,
    Map<String, String> params,
    boolean overwrite) {
  /** With it, {@code tera} gives TeraGen's own rows. */
  public static final long DEFAULT_SEED = 0;

  private static final int MAX_FILES = 100_000;

  public GenerateRequest {
    if (files < 1 || files > MAX_FILES) {
      throw new IllegalArgumentException("files must be 1 to " + MAX_FILES + ", not " + files);
    }
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** One file, default seed and parameters, nothing replaced. */
  public static GenerateRequest of(String dataset, DataSize size) {
    return new GenerateRequest(dataset, size, DEFAULT_SEED, 1, Map.of(), false);
  }

  public GenerateRequest withSeed(long newSeed) {
    return new GenerateRequest(dataset, size, newSeed, files, params, overwrite);
  }

  public GenerateRequest withFiles(int newFiles) {
    return new GenerateRequest(dataset, size, seed, newFiles, params, overwrite);
  }

  public GenerateRequest withParams(Map<String, String> newParams) {
    return new GenerateRequest(dataset, size, seed, files, newParams, overwrite);
  }

  public GenerateRequest withOverwrite(boolean newOverwrite) {
    return new GenerateRequest(dataset, size, seed, files, params, newOverwrite);
  }
}
