package dev.tandem.datasets.generate;

/** Makes the source of records for one generation. */
public interface Generator {

  /**
   * Checks parameters and size before the first byte is written.
   *
   * @throws IllegalArgumentException with a readable message if they do not suit the dataset
   */
  RecordSource open(Params params, long seed, DataSize size);
}
