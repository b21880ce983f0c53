package dev.tandem.spark.task;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.Serializable;

/**
 * Where a task finds files: a storage as such cannot travel.
 *
 * @param scheme of the storage that the driver uses
 */
public record Storage(String scheme) implements Serializable {
  /** The storage, in this process. */
  public FileStore files() {
    if (!scheme.equals(LocalFileStore.INSTANCE.scheme())) {
      throw new IllegalStateException("no storage for " + scheme + ":");
    }
    return LocalFileStore.INSTANCE;
  }
}
